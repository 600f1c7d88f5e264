package org.offhook.media.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Track;

class UtteranceCutterTest {

    private static final int FRAME = 160;
    private static final short[] NOTHING = new short[FRAME];

    private final List<MediaEvent> events = new ArrayList<>();
    private double phase;

    @Test
    void anUtteranceBeginsBeforeItsFirstWordAndEndsAMomentAfterItsLast() {
        UtteranceCutter cutter = cutter(Track.INBOUND, 1000, 60_000, 0);
        silence(cutter, 100);
        speech(cutter, 50);
        assertThat(events).containsExactly(new MediaEvent.Speaks(7));
        silence(cutter, 49);
        assertThat(events).hasSize(1);
        silence(cutter, 1);
        MediaEvent.Spoken spoken = (MediaEvent.Spoken) events.getLast();
        assertThat(spoken.complete()).isTrue();
        assertThat(spoken.sound().duration()).isBetween(Duration.ofMillis(1400), Duration.ofMillis(1900));
        assertThat(loudFrames(spoken)).isEqualTo(50);
    }

    @Test
    void aPauseWithinASentenceIsPartOfIt() {
        UtteranceCutter cutter = cutter(Track.INBOUND, 1000, 60_000, 0);
        speech(cutter, 30);
        silence(cutter, 40);
        speech(cutter, 30);
        silence(cutter, 60);
        assertThat(events).hasSize(2);
        assertThat(loudFrames((MediaEvent.Spoken) events.getLast())).isEqualTo(60);
    }

    @Test
    void clicksAreNoSpeech() {
        UtteranceCutter cutter = cutter(Track.INBOUND, 500, 60_000, 0);
        for (int i = 0; i < 20; i++) {
            speech(cutter, 2);
            silence(cutter, 25);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void whoNeverStopsIsCutOffAndHeardOn() {
        UtteranceCutter cutter = cutter(Track.INBOUND, 500, 2_000, 0);
        speech(cutter, 250);
        silence(cutter, 100);
        List<MediaEvent.Spoken> spoken = events.stream()
                .filter(MediaEvent.Spoken.class::isInstance)
                .map(MediaEvent.Spoken.class::cast)
                .toList();
        assertThat(spoken).hasSize(3).allMatch(MediaEvent.Spoken::complete);
        assertThat(spoken.stream().mapToInt(UtteranceCutterTest::loudFrames).sum())
                .isEqualTo(250);
    }

    @Test
    void whileSomebodySpeaksWhatWasSaidSoFarIsTold() {
        UtteranceCutter cutter = cutter(Track.OUTBOUND, 500, 60_000, 1_000);
        for (int i = 0; i < 120; i++) {
            cutter.frame(NOTHING, loud());
        }
        assertThat(events.stream().filter(MediaEvent.Spoken.class::isInstance)).hasSize(2);
        assertThat(((MediaEvent.Spoken) events.getLast()).complete()).isFalse();
        assertThat(((MediaEvent.Spoken) events.getLast()).sound().duration()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theOtherDirectionIsNotHeard() {
        UtteranceCutter cutter = cutter(Track.OUTBOUND, 500, 60_000, 0);
        speech(cutter, 100);
        silence(cutter, 100);
        assertThat(events).isEmpty();
    }

    private UtteranceCutter cutter(Track track, int endMillis, int mostMillis, int partialMillis) {
        return new UtteranceCutter(
                7,
                new Listening(
                        track,
                        Duration.ofMillis(endMillis),
                        Duration.ofMillis(mostMillis),
                        Duration.ofMillis(partialMillis)),
                events::add);
    }

    private static void silence(UtteranceCutter cutter, int frames) {
        for (int i = 0; i < frames; i++) {
            cutter.frame(NOTHING, NOTHING);
        }
    }

    private void speech(UtteranceCutter cutter, int frames) {
        for (int i = 0; i < frames; i++) {
            cutter.frame(loud(), NOTHING);
        }
    }

    private short[] loud() {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            phase += 2 * Math.PI * 300 / 8000;
            frame[i] = (short) (5000 * Math.sin(phase));
        }
        return frame;
    }

    private static int loudFrames(MediaEvent.Spoken spoken) {
        int loud = 0;
        for (int at = 0; at < spoken.sound().length(); at += FRAME) {
            long square = 0;
            for (int i = 0; i < FRAME; i++) {
                square += (long) spoken.sound().sample(at + i) * spoken.sound().sample(at + i);
            }
            loud += square / FRAME > 10_000 ? 1 : 0;
        }
        return loud;
    }
}

package org.offhook.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.RecordingSink;

class LegRecorderTest {
    private static final int FRAME = 160;
    private static final int MARGIN = 10;
    private static final int HANGOVER = 10;

    private final List<Short> kept = new ArrayList<>();
    private final short[] nothing = new short[FRAME];
    private int number;

    @Test
    void silenceAroundSpeechIsTrimmedToAMarginAndPausesWithinStay() {
        LegRecorder recorder = recorder(1);
        silence(recorder, 100);
        speech(recorder, 50);
        silence(recorder, 120);
        speech(recorder, 50);
        silence(recorder, 100);
        Duration duration = recorder.finish();
        int frames = MARGIN + 50 + 120 + 50 + HANGOVER - 1 + MARGIN;
        assertThat(kept).hasSize(frames * FRAME);
        assertThat(duration).isEqualTo(Duration.ofMillis(20L * frames));
    }

    @Test
    void whatIsSaidWhileItIsPausedIsSkippedOrReplacedBySilence() {
        LegRecorder recorder = recorder(1);
        speech(recorder, 20);
        recorder.pause(Pause.SKIP);
        speech(recorder, 30);
        recorder.pause(Pause.NONE);
        speech(recorder, 20);
        recorder.pause(Pause.SILENCE);
        speech(recorder, 40);
        recorder.pause(Pause.NONE);
        speech(recorder, 20);
        Duration duration = recorder.finish();

        assertThat(duration).isEqualTo(Duration.ofMillis(20L * (20 + 20 + 40 + 20)));
        assertThat(kept.subList(40 * FRAME, 80 * FRAME)).allMatch(sample -> sample == 0);
        assertThat(kept.subList(80 * FRAME, 81 * FRAME)).anyMatch(sample -> sample != 0);
    }

    @Test
    void thePauseIsKeptAsItWas() {
        LegRecorder recorder = recorder(1);
        speech(recorder, 20);
        int from = kept.size();
        silence(recorder, 300);
        speech(recorder, 20);
        recorder.finish();
        short first = kept.get((20 + 30) * FRAME);
        for (int i = 50; i < 300; i++) {
            assertThat(kept.get((20 + i) * FRAME)).isEqualTo((short) ((first + i - 30) % 50));
        }
        assertThat(from).isLessThan(kept.size());
    }

    @Test
    void ofAVeryLongPauseTheFirstPartBecomesDigitalSilenceAndTheLengthStays() {
        LegRecorder recorder = recorder(2);
        speech(recorder, 20);
        silence(recorder, 5_000);
        speech(recorder, 20);
        recorder.finish();
        assertThat(kept).hasSize((20 + 5_000 + 20) * 2 * FRAME);
    }

    @Test
    void nothingIsKeptOfSilenceAlone() {
        LegRecorder recorder = recorder(1);
        silence(recorder, 500);
        assertThat(recorder.finish()).isZero();
        assertThat(kept).isEmpty();
    }

    private LegRecorder recorder(int channels) {
        RecordingSink sink = new RecordingSink() {
            @Override
            public void write(short[] samples, int length) {
                for (int i = 0; i < length; i++) {
                    kept.add(samples[i]);
                }
            }

            @Override
            public void close() {}
        };
        return new LegRecorder(1, new Recorder(sink, channels, Track.INBOUND, Duration.ZERO, Duration.ZERO, "", true));
    }

    /// Each silent frame has a small level of its own.
    private void silence(LegRecorder recorder, int frames) {
        for (int i = 0; i < frames; i++) {
            short[] frame = new short[FRAME];
            Arrays.fill(frame, (short) (number++ % 50));
            recorder.frame(frame, nothing);
        }
    }

    private void speech(LegRecorder recorder, int frames) {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            frame[i] = (short) (6_000 * Math.sin(i / 3.0));
        }
        for (int i = 0; i < frames; i++) {
            recorder.frame(frame, nothing);
        }
    }
}

package org.offhook.media.silent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;

class SilentMediaTest {
    private final Turns turns = new Turns();
    private final SilentMedia media = new SilentMedia(turns, turns, 2);
    private final List<MediaEvent> events = new ArrayList<>();
    private final MediaSession session = media.open(events::add).orElseThrow();

    @Test
    void soundsLastTheirTimeAndAreHeardAsCaptions() {
        answered();
        long one = session.play(sound("welcome", 2_000));
        long two = session.play(sound("menu", 3_000));
        turns.run(1_999);
        assertThat(events).isEmpty();
        turns.run(1);
        assertThat(events).containsExactly(new MediaEvent.Played(one, true));
        turns.run(1_000);
        session.stopPlaying();
        turns.run(0);
        assertThat(events).containsExactly(new MediaEvent.Played(one, true), new MediaEvent.Played(two, false));
        assertThat(farEnd().heard())
                .containsExactly(
                        new SilentSession.Heard("welcome", Duration.ofSeconds(2), true),
                        new SilentSession.Heard("menu", Duration.ofSeconds(1), false));
    }

    @Test
    void nothingPlaysBeforeAnAgreement() {
        session.play(sound("early", 100));
        turns.run(1_000);
        assertThat(events).isEmpty();
        answered();
        turns.run(100);
        assertThat(events).hasSize(1);
    }

    @Test
    void aFakePhoneHearsAndAnswersWithAKey() {
        answered();
        farEnd().farEndListens(caption -> {
            if (caption.equals("menu")) {
                farEnd().farEndPresses('1');
            }
        });
        session.play(sound("menu", 1_000));
        turns.run(0);
        turns.run(0);
        assertThat(events).containsExactly(new MediaEvent.Digit('1'));
    }

    @Test
    void aRecordingEndsAfterSilenceAndIsAsLongAsTheSpeech() {
        answered();
        Samples sink = new Samples();
        long id = session.record(recorder(sink, "", true));
        turns.run(1_000);
        farEnd().farEndSpeaks(Duration.ofSeconds(3));
        turns.run(7_999);
        assertThat(events).isEmpty();
        turns.run(1);
        assertThat(events)
                .containsExactly(new MediaEvent.Recorded(id, Duration.ofSeconds(3), RecordingEnd.SILENCE, (char) 0));
        assertThat(sink.samples).isEqualTo(24_000);
        assertThat(sink.closed).isTrue();
    }

    @Test
    void aFinishKeyEndsARecordingAndIsNoOtherEvent() {
        answered();
        long id = session.record(recorder(new Samples(), "#", false));
        turns.run(1_000);
        farEnd().farEndPresses('#');
        turns.run(0);
        assertThat(events).containsExactly(new MediaEvent.Recorded(id, Duration.ofSeconds(1), RecordingEnd.KEY, '#'));
        turns.run(100_000);
        assertThat(events).hasSize(1);
    }

    @Test
    void aRecordingEndsAtItsLongest() {
        answered();
        session.record(recorder(new Samples(), "", false));
        farEnd().farEndSpeaks(Duration.ofMinutes(5));
        turns.run(60_000);
        assertThat(events)
                .containsExactly(new MediaEvent.Recorded(1, Duration.ofMinutes(1), RecordingEnd.LONGEST, (char) 0));
    }

    @Test
    void closingEndsEverythingAndGivesThePortBack() {
        answered();
        long playing = session.play(sound("long", 60_000));
        long recording = session.record(recorder(new Samples(), "", false));
        turns.run(1_000);
        assertThat(media.open(_ -> {})).isPresent();
        assertThat(media.open(_ -> {})).isEmpty();
        session.close();
        turns.run(0);
        assertThat(events)
                .containsExactly(
                        new MediaEvent.Played(playing, false),
                        new MediaEvent.Recorded(recording, Duration.ofSeconds(1), RecordingEnd.STOPPED, (char) 0));
        assertThat(media.open(_ -> {})).isPresent();
    }

    @Test
    void keysPassAcrossABridge() {
        SilentSession other = (SilentSession) media.open(_ -> {}).orElseThrow();
        session.bridge(other);
        turns.run(0);
        assertThat(farEnd().bridgedTo(other)).isTrue();
        farEnd().farEndPresses('5');
        turns.run(0);
        assertThat(other.keysHeard()).containsExactly("5");
        other.close();
        turns.run(0);
        assertThat(farEnd().bridgedTo(other)).isFalse();
    }

    @Test
    void whatIsPlayedToAMixIsHeardByItsMembers() {
        SilentSession other = (SilentSession) media.open(_ -> {}).orElseThrow();
        var mix = media.mix();
        session.join(mix, MediaSession.Presence.FULL);
        other.join(mix, MediaSession.Presence.FULL);
        List<MediaEvent> done = new ArrayList<>();
        mix.play(sound("beep", 500), done::add);
        turns.run(500);
        assertThat(done).hasSize(1);
        assertThat(farEnd().heard()).hasSize(1);
        assertThat(other.heard()).hasSize(1);
    }

    private void answered() {
        Negotiation.Agreed agreed = (Negotiation.Agreed) session.answer("""
                v=0
                o=- 1 1 IN IP4 198.51.100.1
                s=-
                c=IN IP4 198.51.100.1
                t=0 0
                m=audio 4000 RTP/AVP 0
                """);
        assertThat(agreed.sdp()).contains("m=audio ");
        turns.run(0);
    }

    private SilentSession farEnd() {
        return media.at(10_000).orElseThrow();
    }

    private static Audio sound(String caption, int milliseconds) {
        return Audio.silence(Duration.ofMillis(milliseconds)).captioned(caption);
    }

    private static Recorder recorder(RecordingSink sink, String keys, boolean trim) {
        return new Recorder(sink, 1, Track.INBOUND, Duration.ofSeconds(5), Duration.ofMinutes(1), keys, trim);
    }

    private static final class Samples implements RecordingSink {
        private long samples;
        private boolean closed;

        @Override
        public void write(short[] block, int length) {
            samples += length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /// A clock that the test turns, and the tasks that wait for it.
    private static final class Turns implements Scheduler, Clock {
        private record Task(long at, long number, Runnable run) {}

        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
        private long now;
        private long count;

        @Override
        public Cancellable after(Duration delay, Runnable run) {
            Task task = new Task(now + delay.toNanos(), count++, run);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void run(int milliseconds) {
            long until = now + milliseconds * 1_000_000L;
            while (!tasks.isEmpty() && tasks.peek().at() <= until) {
                Task task = tasks.remove();
                now = task.at();
                task.run().run();
            }
            now = until;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(now);
        }

        @Override
        public long nanos() {
            return now;
        }
    }
}

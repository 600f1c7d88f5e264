package org.offhook.testkit.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;

class SilentMediaTest {

    private static final Address FAR = Address.of("10.0.1.1:40000");
    private static final Address OTHER = Address.of("10.0.1.2:40000");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final Timeline timeline = Timeline.seeded(7);

    private final Air air = new Air(timeline);
    private final SilentMedia media = new SilentMedia(timeline, air, "10.0.0.1", 10_000, 2, Duration.ofSeconds(30));
    private final List<String> heard = new ArrayList<>();
    private final List<MediaEvent> events = new ArrayList<>();
    private MediaSession session;
    private Address platform;

    @BeforeEach
    void connect() {
        session = media.open(events::add).orElseThrow();
        platform = Address.of("10.0.0.1:10000");
        air.listen(FAR, (from, sound) -> heard.add(say("far", sound)));
        assertThat(session.answer(sdp(FAR, "sendrecv"))).isInstanceOf(Negotiation.Agreed.class);
        timeline.runFor(SECOND);
    }

    @Test
    void soundsArePlayedOneAfterTheOther() {
        long one = session.play(sound("one", 2));
        long two = session.play(sound("two", 3));
        timeline.runFor(Duration.ofMillis(2100));

        assertThat(heard).containsExactly("far begins one PT2S", "far begins two PT3S");
        assertThat(events).containsExactly(new MediaEvent.Played(one, true));
        timeline.runFor(Duration.ofSeconds(9));
        assertThat(events).containsExactly(new MediaEvent.Played(one, true), new MediaEvent.Played(two, true));
    }

    @Test
    void stoppingCutsWhatPlaysAndForgetsTheRest() {
        long one = session.play(sound("one", 2));
        long two = session.play(sound("two", 3));
        timeline.runFor(SECOND);
        session.stopPlaying();
        timeline.runFor(SECOND);

        assertThat(heard).containsExactly("far begins one PT2S", "far stops");
        assertThat(events).containsExactly(new MediaEvent.Played(one, false), new MediaEvent.Played(two, false));
    }

    @Test
    void keysOfTheFarEndArriveAndKeysForItAreSent() {
        air.send(FAR, platform, new Sound.Key('5'));
        air.send(OTHER, platform, new Sound.Key('6'));
        long pressed = session.press("1w#");
        timeline.runFor(SECOND);

        assertThat(events).containsExactly(new MediaEvent.Digit('5'), new MediaEvent.Played(pressed, true));
        assertThat(heard).containsExactly("far key 1", "far key #");
        assertThat(session.statistics().foreign()).isEqualTo(1);
    }

    @Test
    void holdSilencesTheFarEndAndPlayingGoesOn() {
        session.play(sound("long", 10));
        timeline.runFor(SECOND);
        assertThat(session.answer(sdp(FAR, "sendonly")))
                .isInstanceOfSatisfying(
                        Negotiation.Agreed.class,
                        agreed -> assertThat(agreed.onHold()).isTrue());
        timeline.runFor(Duration.ofSeconds(4));
        session.answer(sdp(FAR, "sendrecv"));
        timeline.runFor(Duration.ofSeconds(9));

        assertThat(heard.get(0)).isEqualTo("far begins long PT10S");
        assertThat(heard.get(1)).isEqualTo("far stops");
        assertThat(Duration.parse(heard.get(2).replace("far begins long ", "")))
                .isBetween(Duration.ofMillis(4999), Duration.ofMillis(5001));
        assertThat(events).hasSize(1);
    }

    @Test
    void aRecordingEndsWithSilenceAndIsTrimmed() {
        Tape tape = new Tape();
        long id = session.record(recorder(tape, 5, 60, true));
        timeline.runFor(SECOND);
        air.send(FAR, platform, new Sound.Begins(1, "hello", Duration.ofSeconds(3)));
        timeline.runFor(Duration.ofSeconds(20));

        assertThat(events)
                .containsExactly(
                        new MediaEvent.Recorded(id, Duration.ofSeconds(3), MediaEvent.RecordingEnd.SILENCE, (char) 0));
        assertThat(tape.samples).isEqualTo(24_000);
        assertThat(tape.closed).isTrue();
    }

    @Test
    void aRecordingEndsWithAKeyThatIsNoDigit() {
        long id = session.record(recorder(new Tape(), 0, 60, false));
        timeline.runFor(SECOND);
        air.send(FAR, platform, new Sound.Key('1'));
        air.send(FAR, platform, new Sound.Key('#'));
        timeline.runFor(SECOND);

        assertThat(events).hasSize(2).startsWith(new MediaEvent.Digit('1'));
        assertThat(events.get(1)).isInstanceOfSatisfying(MediaEvent.Recorded.class, recorded -> {
            assertThat(recorded.id()).isEqualTo(id);
            assertThat(recorded.end()).isEqualTo(MediaEvent.RecordingEnd.KEY);
            assertThat(recorded.key()).isEqualTo('#');
        });
    }

    @Test
    void aRecordingHasALongestTimeAndAnEndByCommand() {
        session.record(recorder(new Tape(), 0, 10, false));
        long second = session.record(recorder(new Tape(), 0, 60, true));
        timeline.runFor(Duration.ofSeconds(11));
        session.stopRecording(second);
        timeline.runFor(SECOND);

        assertThat(events)
                .extracting(event -> ((MediaEvent.Recorded) event).end())
                .containsExactly(MediaEvent.RecordingEnd.LONGEST, MediaEvent.RecordingEnd.STOPPED);
        assertThat(((MediaEvent.Recorded) events.get(1)).duration()).isZero();
    }

    @Test
    void bridgedLegsHearEachOtherUntilTheyPart() {
        MediaSession second = second();
        session.bridge(second);
        timeline.runFor(SECOND);
        air.send(FAR, platform, new Sound.Begins(1, "hi", SECOND));
        air.send(OTHER, Address.of("10.0.0.1:10002"), new Sound.Key('9'));
        timeline.runFor(SECOND);
        second.unbridge();
        timeline.runFor(SECOND);
        air.send(FAR, platform, new Sound.Begins(2, "gone", SECOND));
        timeline.runFor(SECOND);

        assertThat(heard).containsExactlyInAnyOrder("other begins hi PT1S", "far key 9");
    }

    @Test
    void inAMixEverybodyHearsTheOthersWhoSpeak() {
        MediaSession second = second();
        try (MediaServer.Mix mix = media.mix()) {
            session.join(mix, Presence.FULL);
            second.join(mix, new Presence(false, true));
            timeline.runFor(SECOND);
            air.send(FAR, platform, new Sound.Begins(1, "hi", SECOND));
            air.send(OTHER, Address.of("10.0.0.1:10002"), new Sound.Begins(2, "muted", SECOND));
            mix.play(sound("beep", 1), events::add);
            timeline.runFor(Duration.ofSeconds(3));
        }
        assertThat(heard)
                .containsExactlyInAnyOrder("other begins hi PT1S", "far begins beep PT1S", "other begins beep PT1S");
        assertThat(events).hasSize(1);
    }

    @Test
    void aFarEndThatVanishesIsNoticed() {
        timeline.runFor(Duration.ofMinutes(5));
        assertThat(events).isEmpty();
        air.leave(FAR);
        timeline.runFor(Duration.ofSeconds(29));
        assertThat(events).isEmpty();
        timeline.runFor(Duration.ofSeconds(2));

        assertThat(events).containsExactly(new MediaEvent.Silent());
    }

    @Test
    void portsAreBoundedAndGivenBack() {
        second();
        assertThat(media.open(events::add)).isEmpty();
        session.close();
        session.close();
        timeline.runFor(SECOND);

        assertThat(media.open()).isEqualTo(1);
        assertThat(media.open(events::add)).isPresent();
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(session.answer("nonsense")).isInstanceOf(Negotiation.Refused.class);
        assertThat(session.answer(sdp(FAR, "sendrecv").replace("RTP/AVP 0", "RTP/AVP 99")))
                .isInstanceOf(Negotiation.Refused.class);
    }

    private MediaSession second() {
        MediaSession second = media.open(event -> {}).orElseThrow();
        air.listen(OTHER, (from, sound) -> heard.add(say("other", sound)));
        assertThat(second.offer()).contains("m=audio 10002 RTP/AVP");
        assertThat(second.accept(sdp(OTHER, "sendrecv"))).isEqualTo(new Negotiation.Agreed("", false));
        return second;
    }

    private static String say(String who, Sound sound) {
        return switch (sound) {
            case Sound.Begins(long id, String caption, Duration length) -> who + " begins " + caption + " " + length;
            case Sound.Stops _ -> who + " stops";
            case Sound.Key(char key) -> who + " key " + key;
        };
    }

    private static Audio sound(String caption, int seconds) {
        return new Audio(new short[seconds * Audio.RATE], caption);
    }

    private static Recorder recorder(RecordingSink sink, int silence, int longest, boolean trim) {
        return new Recorder(
                sink, 1, Track.INBOUND, Duration.ofSeconds(silence), Duration.ofSeconds(longest), "#", trim);
    }

    private static String sdp(Address address, String direction) {
        return "v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP 0 101\r\n"
                        .formatted(address.host(), address.host(), address.port())
                + "a=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }

    private static final class Tape implements RecordingSink {
        private int samples;
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
}

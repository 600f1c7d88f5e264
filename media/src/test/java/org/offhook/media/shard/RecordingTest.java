package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.media.Tap;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.media.Espeak;

/// Recordings of legs, over the network in memory.
class RecordingTest {
    private static final int MINUTE = 60_000;

    private final World world = new World();
    private final Tape tape = new Tape();

    @Test
    void whatTheFarEndSaysIsOnTheTapeAndEndsWithSilence() throws IOException {
        Phone phone = world.phone().call();
        Audio speech = Espeak.say("en-us", "please leave a message after the tone");
        long id = phone.session.record(recorder(1, Track.INBOUND, 3, 60, "", true));
        world.run(1_000);
        phone.say(speech);
        world.run((int) speech.duration().toMillis() + 5_000);
        MediaEvent.Recorded recorded = (MediaEvent.Recorded) phone.events.getFirst();
        assertThat(recorded.id()).isEqualTo(id);
        assertThat(recorded.end()).isEqualTo(RecordingEnd.SILENCE);
        // espeak-ng is silent for a few hundred milliseconds at the end; margins of 200 ms stay.
        assertThat(recorded.duration())
                .isBetween(speech.duration().minusMillis(700), speech.duration().plusMillis(500));
        assertThat(tape.samples.length).isEqualTo((int) recorded.duration().toMillis() * 8);
        assertThat(tape.closed).isEqualTo(1);
        assertThat(correlation(tape.samples, Espeak.samples(speech))).isGreaterThan(0.95);
    }

    @Test
    void nothingButSilenceIsAnEmptyRecordingWhenTrimmed() {
        Phone phone = world.phone().call();
        phone.session.record(recorder(1, Track.INBOUND, 5, 60, "", true));
        world.run(6_000);
        assertThat(((MediaEvent.Recorded) phone.events.getFirst()).duration()).isZero();
        assertThat(tape.samples).isEmpty();
        assertThat(tape.closed).isEqualTo(1);
    }

    @Test
    void aTapHearsBothSidesUntilItIsTakenAway() {
        Phone phone = world.phone().call();
        double[] loudest = new double[2];
        int[] frames = {0};
        Tap tap = (theirs, ours) -> {
            frames[0]++;
            loudest[0] = Math.max(loudest[0], Sound.strength(theirs.clone(), 500));
            loudest[1] = Math.max(loudest[1], Sound.strength(ours.clone(), 900));
        };
        phone.session.tap(tap);
        phone.say(Sound.tone(500, 2_000));
        phone.session.play(Sound.tone(900, 2_000));
        world.run(2_000);
        phone.session.untap(tap);
        world.run(100);
        int heard = frames[0];
        assertThat(heard).isBetween(95, 106);
        assertThat(loudest[0]).isGreaterThan(5_000);
        assertThat(loudest[1]).isGreaterThan(5_000);
        world.run(1_000);
        assertThat(frames[0]).isEqualTo(heard);
    }

    @Test
    void whatIsSaidComesInUtterancesUntilNobodyListens() throws IOException {
        Phone phone = world.phone().call();
        Audio speech = Espeak.say("en-us", "I would like to talk to somebody about my bill");
        long id = phone.session.listen(
                new Listening(Track.INBOUND, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ZERO));
        phone.say(speech);
        world.run((int) speech.duration().toMillis() + 2_000);
        assertThat(phone.events).hasSize(2).first().isEqualTo(new MediaEvent.Speaks(id));
        MediaEvent.Spoken spoken = (MediaEvent.Spoken) phone.events.getLast();
        assertThat(correlation(Espeak.samples(spoken.sound()), Espeak.samples(speech)))
                .isGreaterThan(0.9);
        phone.session.stopListening(id);
        world.run(100);
        phone.say(speech);
        world.run(4_000);
        assertThat(phone.events).hasSize(2);
    }

    @Test
    void aFinishKeyEndsItAndIsReportedThereOnly() {
        Phone phone = world.phone().call();
        phone.session.record(recorder(1, Track.INBOUND, 0, 0, "#*", false));
        world.run(2_000);
        phone.press("5#");
        world.run(1_000);
        assertThat(LegTest.digits(phone)).isEqualTo("5");
        MediaEvent.Recorded recorded = (MediaEvent.Recorded) phone.events.getLast();
        assertThat(recorded.key()).isEqualTo('#');
        assertThat(recorded.end()).isEqualTo(RecordingEnd.KEY);
        assertThat(recorded.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(tape.samples.length).isEqualTo((int) recorded.duration().toMillis() * 8);
    }

    @Test
    void itEndsAtItsLongest() {
        Phone phone = world.phone().call();
        phone.say(Sound.tone(500, MINUTE));
        phone.session.record(recorder(1, Track.INBOUND, 5, 3, "", false));
        world.run(4_000);
        assertThat(phone.events)
                .containsExactly(new MediaEvent.Recorded(1, Duration.ofSeconds(3), RecordingEnd.LONGEST, (char) 0));
    }

    @Test
    void twoChannelsKeepBothSidesApartAndOneMixesThem() {
        Phone anna = world.phone().call();
        Phone bert = world.phone("8 101").call();
        anna.say(Sound.tone(500, MINUTE));
        bert.say(Sound.tone(900, MINUTE));
        anna.session.bridge(bert.session);
        Tape mono = new Tape();
        anna.session.record(recorder(2, Track.BOTH, 0, 0, "", false));
        long second = anna.session.record(new Recorder(mono, 1, Track.BOTH, Duration.ZERO, Duration.ZERO, "", false));
        world.run(3_000);
        anna.session.stopRecording(second);
        world.run(500);
        anna.session.close();
        world.run(100);
        assertThat(phoneEnds(anna)).containsExactly(RecordingEnd.STOPPED, RecordingEnd.STOPPED);
        short[] left = Sound.last(tape.channel(0), 1_000);
        short[] right = Sound.last(tape.channel(1), 1_000);
        assertThat(Sound.strength(left, 500)).isGreaterThan(5_000);
        assertThat(Sound.strength(left, 900)).isLessThan(100);
        assertThat(Sound.strength(right, 900)).isGreaterThan(5_000);
        assertThat(Sound.strength(right, 500)).isLessThan(100);
        assertThat(Sound.strength(Sound.last(mono.samples, 1_000), 500)).isGreaterThan(5_000);
        assertThat(Sound.strength(Sound.last(mono.samples, 1_000), 900)).isGreaterThan(5_000);
    }

    @Test
    void whatIsPlayedAndMixedIsOnTheOutboundTrack() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        bert.say(Sound.tone(900, MINUTE));
        Mix mix = world.media.mix();
        anna.session.join(mix, Presence.FULL);
        bert.session.join(mix, Presence.FULL);
        anna.session.record(recorder(1, Track.OUTBOUND, 0, 0, "", false));
        world.run(2_000);
        assertThat(Sound.strength(Sound.last(tape.samples, 800), 900)).isGreaterThan(5_000);
        anna.session.play(Sound.tone(500, 2_000));
        world.run(2_000);
        assertThat(Sound.strength(Sound.last(tape.samples, 800), 500)).isGreaterThan(5_000);
    }

    @Test
    void itIsWrittenAtLeastEverySecond() {
        Phone phone = world.phone().call();
        phone.session.record(recorder(1, Track.INBOUND, 0, 0, "", false));
        world.run(10_000);
        assertThat(tape.writes).isBetween(10, 25);
        assertThat(tape.samples.length).isGreaterThan(9 * 8_000);
    }

    @Test
    void lossIsConcealedOnTheTapeAndItsLengthIsTheTimeThatPassed() {
        Phone phone = world.phone().call();
        phone.say(Sound.tone(400, MINUTE));
        phone.session.record(recorder(1, Track.INBOUND, 0, 0, "", false));
        for (int i = 0; i < 100; i++) {
            phone.sending = i % 10 != 3;
            if (!phone.sending) {
                phone.sequence++;
                phone.timestamp += 160;
            }
            world.run(20);
        }
        phone.session.close();
        world.run(20);
        assertThat(tape.samples.length).isBetween(100 * 160 - 320, 100 * 160 + 320);
        short[] middle = Arrays.copyOfRange(tape.samples, 4_000, 14_000);
        int quiet = 0;
        for (int at = 0; at + 80 <= middle.length; at += 80) {
            quiet += Sound.loudest(Arrays.copyOfRange(middle, at, at + 80)) < 2_000 ? 1 : 0;
        }
        assertThat(quiet).isZero();
    }

    private static List<RecordingEnd> phoneEnds(Phone phone) {
        return phone.events.stream()
                .filter(MediaEvent.Recorded.class::isInstance)
                .map(event -> ((MediaEvent.Recorded) event).end())
                .toList();
    }

    private Recorder recorder(int channels, Track track, int silence, int longest, String keys, boolean trim) {
        return new Recorder(
                tape, channels, track, Duration.ofSeconds(silence), Duration.ofSeconds(longest), keys, trim);
    }

    /// The best likeness of the two over some shift of one against the other.
    private static double correlation(short[] one, short[] other) {
        double best = 0;
        for (int shift = -4_000; shift < 4_000; shift++) {
            double cross = 0;
            double a = 1;
            double b = 1;
            for (int i = Math.max(0, -shift); i < one.length && i + shift < other.length; i += 3) {
                cross += (double) one[i] * other[i + shift];
                a += (double) one[i] * one[i];
                b += (double) other[i + shift] * other[i + shift];
            }
            best = Math.max(best, cross / Math.sqrt(a * b));
        }
        return best;
    }

    /// A sink in memory.
    private static final class Tape implements RecordingSink {
        private short[] samples = {};
        private int writes;
        private int closed;

        @Override
        public void write(short[] block, int length) {
            writes++;
            short[] all = Arrays.copyOf(samples, samples.length + length);
            System.arraycopy(block, 0, all, samples.length, length);
            samples = all;
        }

        @Override
        public void close() {
            closed++;
        }

        short[] channel(int channel) {
            short[] one = new short[samples.length / 2];
            for (int i = 0; i < one.length; i++) {
                one[i] = samples[2 * i + channel];
            }
            return one;
        }
    }
}

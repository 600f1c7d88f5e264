package org.offhook.media.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.media.Audio;
import org.offhook.media.Espeak;
import org.offhook.media.tone.Tones;
import org.offhook.protocols.g711.G711;

/// Answers of people, machines and faxes as a telephone hears them: spoken by espeak-ng in several voices, at
/// several levels, over lines with noise, through µ-law.
final class Corpus {

    /// @param sound from the answer on
    /// @param start what the detection of the start ought to say
    /// @param end   what the detection until the end of the greeting ought to say
    record Sample(String name, short[] sound, AnsweredBy start, AnsweredBy end) {}

    private static final List<String> PEOPLE = List.of(
            "Hello?",
            "Hi, this is Ada.",
            "Yes?",
            "Good morning, Miller.",
            "Hello, who is this?",
            "Smith residence.",
            "Acme plumbing, how can I help you?");

    private static final List<String> GREETINGS = List.of(
            "You have reached the voicemail of Ada. I cannot take your call right now. Please leave a message after the"
                    + " tone.",
            "Hi, you have reached Ben and Carla. We are out. Leave your name and number and we will call you back.",
            "The person you are calling is not available. Please record your message after the tone, and hang up when"
                    + " you have finished.",
            "Your call has been forwarded to an automatic voice message system.",
            "Thank you for calling the office of Doctor Jones. Our office hours are nine to five, Monday to Friday. If"
                    + " this is an emergency, hang up and call for help. Otherwise leave a message.");

    private static final List<String> VOICES = List.of("en-us", "en-gb", "en-us+f3", "de");
    private static final int[] BEEPS = {440, 850, 1_000, 1_400};
    private static final int[] LEVELS = {3, 6, 10};
    private static final int[] NOISES = {0, 40, 120};

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    private final List<Sample> samples = new ArrayList<>();

    static List<Sample> make() throws IOException {
        Corpus corpus = new Corpus();
        for (String voice : VOICES) {
            for (String words : PEOPLE) {
                corpus.person(voice, words);
            }
            for (String words : GREETINGS) {
                corpus.machine(voice, words);
            }
        }
        for (int level : LEVELS) {
            corpus.faxes(level);
        }
        return corpus.samples;
    }

    private void person(String voice, String words) throws IOException {
        short[] speech = Espeak.samples(Espeak.say(voice, words));
        for (int i = 0; i < LEVELS.length; i++) {
            add(words, AnsweredBy.HUMAN, AnsweredBy.HUMAN, i, silence(400 + 300 * i), speech, silence(8_000));
        }
    }

    private void machine(String voice, String words) throws IOException {
        short[] speech = Espeak.samples(Espeak.say(voice, words));
        for (int i = 0; i < LEVELS.length; i++) {
            int beep = BEEPS[random.nextInt(BEEPS.length)];
            int length = 200 + random.nextInt(500);
            add(
                    words + " beep " + beep,
                    AnsweredBy.MACHINE_START,
                    AnsweredBy.MACHINE_END_BEEP,
                    i,
                    silence(300 + 400 * i),
                    speech,
                    silence(200 + random.nextInt(1_000)),
                    Tones.sines(1_800, length, beep),
                    silence(5_000));
        }
        add(
                words + " without beep",
                AnsweredBy.MACHINE_START,
                AnsweredBy.MACHINE_END_SILENCE,
                1,
                silence(600),
                speech,
                silence(12_000));
    }

    private void faxes(int level) {
        short[] cng = join(Tones.sines(2_000, 500, 1_100), silence(3_000), Tones.sines(2_000, 500, 1_100));
        short[] ced = join(Tones.sines(2_000, 3_000, 2_100), silence(2_000));
        for (int noise = 0; noise < NOISES.length; noise++) {
            samples.add(line("CNG", AnsweredBy.FAX, AnsweredBy.FAX, level, noise, join(silence(800), cng)));
            samples.add(line("CED", AnsweredBy.FAX, AnsweredBy.FAX, level, noise, join(silence(1_500), ced)));
            samples.add(line("nobody", AnsweredBy.UNKNOWN, AnsweredBy.UNKNOWN, level, noise, silence(12_000)));
        }
    }

    private void add(String name, AnsweredBy start, AnsweredBy end, int noise, short[]... parts) {
        samples.add(line(name, start, end, LEVELS[noise], noise, join(parts)));
    }

    /// @param level tenths of the full level
    private Sample line(String name, AnsweredBy start, AnsweredBy end, int level, int noise, short[] sound) {
        short[] heard = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            double sample = sound[i] * level / 10.0 + random.nextGaussian() * NOISES[noise];
            short clipped = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
            heard[i] = G711.fromUlaw(G711.toUlaw(clipped));
        }
        return new Sample(name + ", level " + level + ", noise " + NOISES[noise], heard, start, end);
    }

    private static short[] silence(int millis) {
        return new short[millis * Audio.RATE / 1000];
    }

    private static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

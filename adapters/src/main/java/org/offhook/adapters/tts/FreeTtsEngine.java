package org.offhook.adapters.tts;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.text.Normalizer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.Speakable;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;
import org.offhook.core.speech.VoiceKind;

/// FreeTTS, which lies in the jar: robotic, English, and always there. Its one 8 kHz voice is a man's; a
/// woman's is the same one octave higher.
///
/// FreeTTS is not made for several threads, so one text is spoken after the other; a second of speech takes one
/// to three milliseconds. The longest text, 4,096 bytes of digits, takes a few seconds, and nothing makes it
/// take longer.
public final class FreeTtsEngine implements SpeechEngine {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x20-\\x7e]+");
    private static final float OCTAVE_UP = 1.8f;

    private final ReentrantLock speaking = new ReentrantLock();
    private @Nullable Voice man;
    private @Nullable Voice woman;

    @Override
    public String name() {
        return "freetts";
    }

    @Override
    public boolean speaks(String language) {
        return language.equals("en");
    }

    @Override
    public Spoken speak(Utterance utterance) {
        if (!speaks(Speakable.primary(utterance.language()))) {
            return new Spoken.Failed("freetts speaks English only");
        }
        SampleCollector samples = new SampleCollector();
        speaking.lock();
        try {
            VoiceKind kind = VoiceKind.of(utterance.voice());
            Voice voice = voice(kind);
            voice.setAudioPlayer(samples);
            if (!voice.speak(ascii(utterance.text()))) {
                return new Spoken.Failed("freetts gave up");
            }
        } catch (RuntimeException | StackOverflowError bug) {
            // Its voices keep state between sentences; after this it cannot be trusted.
            man = null;
            woman = null;
            return new Spoken.Failed("freetts stumbled: " + bug);
        } finally {
            speaking.unlock();
        }
        short[] spoken = samples.samples();
        return spoken.length == 0
                ? new Spoken.Failed("there is nothing to be said in this text")
                : new Spoken.Sound(new Audio(spoken, utterance.text()));
    }

    private Voice voice(VoiceKind kind) {
        return switch (kind) {
            case MAN -> {
                Voice voice = man == null ? allocate() : man;
                man = voice;
                yield voice;
            }
            case WOMAN -> {
                Voice voice = woman;
                if (voice == null) {
                    voice = allocate();
                    voice.setPitchShift(OCTAVE_UP);
                    woman = voice;
                }
                yield voice;
            }
        };
    }

    private static Voice allocate() {
        for (Voice voice : new KevinVoiceDirectory().getVoices()) {
            if (voice.getName().equals("kevin")) {
                voice.allocate();
                return voice;
            }
        }
        throw new IllegalStateException("the voice kevin is not in the jar");
    }

    /// What it can pronounce: letters lose their accents, the rest becomes a space.
    private static String ascii(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return FOREIGN.matcher(plain).replaceAll(" ");
    }
}

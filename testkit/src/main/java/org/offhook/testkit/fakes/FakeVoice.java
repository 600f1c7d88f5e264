package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;

/// Speaks by caption: 15 characters a second, rounded up to half a second, and no more. Reads the sounds of
/// [Reply#sound] likewise.
public final class FakeVoice implements SpeechEngine, AudioDecoder {

    private static final int CHARACTERS_PER_HALF_SECOND = 8;
    private static final int LONGEST_HALF_SECONDS = 600;

    /// Sounds of the same length share their samples, which are silence and never change.
    private static final ConcurrentMap<Integer, short[]> SILENCES = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean speaks(String language) {
        return true;
    }

    @Override
    public Spoken speak(Utterance utterance) {
        return new Spoken.Sound(sound(lengthOf(utterance.text()), utterance.text()));
    }

    @Override
    public Decoded decode(byte[] bytes, String contentType, String caption) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return text.startsWith("sound ")
                ? new Decoded.Sound(sound(Duration.ofMillis(Long.parseLong(text.substring(6))), caption))
                : new Decoded.Unplayable("not a sound of this world");
    }

    /// How long it takes to say this.
    public static Duration lengthOf(String text) {
        int halves = Math.ceilDiv(text.length(), CHARACTERS_PER_HALF_SECOND);
        return Duration.ofMillis(500L * Math.clamp(halves, 1, LONGEST_HALF_SECONDS));
    }

    static Audio sound(Duration length, String caption) {
        int samples = Math.toIntExact(length.toMillis() * Audio.RATE / 1000);
        return new Audio(SILENCES.computeIfAbsent(samples, short[]::new), caption);
    }
}

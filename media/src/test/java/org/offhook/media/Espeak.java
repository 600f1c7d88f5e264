package org.offhook.media;

import java.io.IOException;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.media.codec.WavDecoder;

/// Speech for tests, made by the espeak-ng program.
public final class Espeak {
    private Espeak() {}

    public static Audio say(String voice, String text) throws IOException {
        Process process = new ProcessBuilder("espeak-ng", "--stdout", "-v", voice, text)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] wav = process.getInputStream().readAllBytes();
        return ((Decoded.Sound) WavDecoder.decode(wav, text)).audio();
    }

    public static short[] samples(Audio audio) {
        short[] samples = new short[audio.length()];
        audio.read(0, samples, 0, samples.length);
        return samples;
    }
}

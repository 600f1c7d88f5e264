package org.offhook.media.codec;

import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.protocols.g711.G711;
import org.offhook.protocols.wav.WavRead;
import org.offhook.protocols.wav.WavRead.Encoding;
import org.offhook.protocols.wav.WavRead.Wav;
import org.offhook.protocols.wav.WavReader;

/// Turns a WAV file of any rate, width and number of channels into [Audio]: the channels are averaged, the rate
/// becomes 8,000 a second.
public final class WavDecoder {
    /// The longest sound that is taken, in seconds.
    public static final int LONGEST = 3_600;

    private WavDecoder() {}

    /// @return the sound; or why it cannot be played, also when the bytes are no WAV file at all
    public static Decoded decode(byte[] file, String caption) {
        return switch (WavReader.read(file)) {
            case WavRead.NotWav() -> new Decoded.Unplayable("not a WAV file");
            case WavRead.Unusable(String reason) -> new Decoded.Unplayable("WAV file: " + reason);
            case Wav wav
            when wav.frames() / wav.rate() >= LONGEST -> new Decoded.Unplayable("longer than " + LONGEST + " seconds");
            case Wav wav -> new Decoded.Sound(new Audio(at8000(mono(file, wav), wav.rate()), caption));
        };
    }

    /// Samples of one channel at 8,000 a second.
    ///
    /// @param rate of the samples given, 1,000–192,000
    public static short[] at8000(short[] samples, int rate) {
        return new Resampler(rate, Audio.RATE).convert(samples);
    }

    private static short[] mono(byte[] file, Wav wav) {
        short[] samples = new short[wav.frames()];
        int width = wav.encoding().bytes();
        int at = wav.offset();
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < wav.channels(); channel++) {
                sum += sample(file, at, wav.encoding());
                at += width;
            }
            samples[i] = (short) (sum / wav.channels());
        }
        return samples;
    }

    private static int sample(byte[] file, int at, Encoding encoding) {
        return switch (encoding) {
            case PCM_8 -> ((file[at] & 0xff) - 128) << 8;
            case PCM_16 -> (short) ((file[at] & 0xff) | file[at + 1] << 8);
            case PCM_24 -> (short) ((file[at + 1] & 0xff) | file[at + 2] << 8);
            case PCM_32 -> (short) ((file[at + 2] & 0xff) | file[at + 3] << 8);
            case ALAW -> G711.fromAlaw(file[at]);
            case ULAW -> G711.fromUlaw(file[at]);
        };
    }
}

package org.offhook.adapters.audiofile;

import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder;
import org.offhook.media.codec.WavDecoder;
import org.offhook.protocols.g711.G711;

/// Decodes a sound file of any kind.
public final class FileDecoder implements AudioDecoder {
    /// The largest file that is taken, in bytes.
    public static final int LARGEST = 50_000_000;

    private final Ffmpeg ffmpeg;

    /// @param ffmpeg the program for what is not decoded here
    public FileDecoder(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public Decoded decode(byte[] bytes, String contentType, String caption) {
        if (bytes.length > LARGEST) {
            return new Decoded.Unplayable("larger than " + LARGEST / 1_000_000 + " MB");
        }
        if (bytes.length == 0) {
            return new Decoded.Unplayable("file is empty");
        }
        return switch (FileKind.of(bytes, contentType)) {
            case FileKind.Wav() -> wav(bytes, caption);
            case FileKind.Mp3() -> Mp3.decode(bytes, caption);
            case FileKind.Headerless(boolean ulaw) -> headerless(bytes, ulaw, caption);
            case FileKind.ForFfmpeg(String demuxer) -> ffmpeg.decode(bytes, demuxer, caption);
            case FileKind.Unknown() -> new Decoded.Unplayable("not a sound file of a known kind");
        };
    }

    /// WAV files may hold anything; what is not PCM or G.711 is left to ffmpeg, if there is one.
    private Decoded wav(byte[] bytes, String caption) {
        Decoded decoded = WavDecoder.decode(bytes, caption);
        boolean other = decoded instanceof Decoded.Unplayable && ffmpeg.installed();
        return other ? ffmpeg.decode(bytes, "wav", caption) : decoded;
    }

    private static Decoded headerless(byte[] bytes, boolean ulaw, String caption) {
        if (bytes.length > WavDecoder.LONGEST * Audio.RATE) {
            return new Decoded.Unplayable("longer than " + WavDecoder.LONGEST + " seconds");
        }
        short[] samples = new short[bytes.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ulaw ? G711.fromUlaw(bytes[i]) : G711.fromAlaw(bytes[i]);
        }
        return new Decoded.Sound(new Audio(samples, caption));
    }
}

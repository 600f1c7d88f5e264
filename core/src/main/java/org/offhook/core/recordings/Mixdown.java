package org.offhook.core.recordings;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingFiles.Content;
import org.offhook.protocols.wav.WavHeader;

/// A recording of two channels, heard as one: each sample is the mean of the two. Made while it is read.
public final class Mixdown extends InputStream {

    private static final int FRAME = 4;
    private static final int MOST_FRAMES = 4_096;

    private final InputStream stereo;
    private final byte[] frames = new byte[MOST_FRAMES * FRAME];
    private byte[] mixed;
    private int next;

    private Mixdown(InputStream stereo, byte[] header) {
        this.stereo = stereo;
        this.mixed = header;
    }

    /// @param stereo a WAV file with two channels, as [RecordingFiles#open] gives it; closed with the result
    /// @return a WAV file with one
    public static Content of(Content stereo) throws IOException {
        InputStream stream = stereo.stream();
        if (stream.readNBytes(WavHeader.LENGTH).length < WavHeader.LENGTH) {
            stream.close();
            throw new EOFException("a recording without a header");
        }
        long samples = (stereo.length() - WavHeader.LENGTH) / FRAME * (FRAME / 2);
        byte[] header = WavHeader.of(Audio.RATE, 1, samples);
        return new Content(header.length + samples, new Mixdown(stream, header));
    }

    @Override
    public int read() throws IOException {
        return filled() ? mixed[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int count = Math.min(length, mixed.length - next);
        System.arraycopy(mixed, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        stereo.close();
    }

    /// Whether there is more; reads and mixes it if need be.
    private boolean filled() throws IOException {
        if (next == mixed.length) {
            int bytes = stereo.readNBytes(frames, 0, frames.length);
            mixed = mixed(Arrays.copyOf(frames, bytes - bytes % FRAME));
            next = 0;
        }
        return next < mixed.length;
    }

    private static byte[] mixed(byte[] frames) {
        byte[] mono = new byte[frames.length / 2];
        for (int in = 0, out = 0; out < mono.length; in += FRAME, out += 2) {
            int mean = (sample(frames, in) + sample(frames, in + 2)) / 2;
            mono[out] = (byte) mean;
            mono[out + 1] = (byte) (mean >> 8);
        }
        return mono;
    }

    private static int sample(byte[] bytes, int at) {
        return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
    }
}

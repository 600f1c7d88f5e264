package org.offhook.protocols.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.wav.WavRead.Encoding;
import org.offhook.protocols.wav.WavRead.NotWav;
import org.offhook.protocols.wav.WavRead.Unusable;
import org.offhook.protocols.wav.WavRead.Wav;

/// Walks the chunks of a RIFF/WAVE file. Sizes in a header are claims: each is held against the bytes that are
/// there. A data chunk that claims more than there is (a file cut short, a stream written to a pipe) reaches to
/// the end.
public final class WavReader {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;

    /// Chunks that may stand before the samples; more is a file made to keep a reader busy.
    private static final int MAX_CHUNKS = 64;

    private static final int FORMAT_PCM = 1;
    private static final int FORMAT_ALAW = 6;
    private static final int FORMAT_ULAW = 7;
    private static final int FORMAT_EXTENSIBLE = 0xfffe;

    private WavReader() {}

    public static WavRead read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            return new NotWav();
        }
        Format format = null;
        int at = 12;
        for (int chunk = 0; chunk < MAX_CHUNKS && at <= file.length - 8; chunk++) {
            int id = bytes.getInt(at);
            long size = bytes.getInt(at + 4) & 0xffffffffL;
            int room = file.length - at - 8;
            if (id == DATA) {
                return format == null
                        ? new Unusable("samples before their format")
                        : found(format, at + 8, (int) Math.min(size, room));
            }
            if (size > room) {
                return new Unusable("a chunk is larger than the file");
            }
            if (id == FMT) {
                format = size < 16 ? null : Format.read(bytes, at + 8, (int) size);
            }
            at += 8 + (int) size + (int) (size & 1);
        }
        return new Unusable("no samples found");
    }

    private static WavRead found(Format format, int offset, int length) {
        Encoding encoding = format.encoding();
        if (encoding == null) {
            return new Unusable("encoding is not PCM, A-law or mu-law");
        }
        if (format.rate < 1_000 || format.rate > 192_000 || format.channels < 1 || format.channels > 8) {
            return new Unusable("rate or channels out of range");
        }
        int frame = encoding.bytes() * format.channels;
        return new Wav(encoding, (int) format.rate, format.channels, offset, length - length % frame);
    }

    private record Format(int tag, int channels, long rate, int bits) {

        static Format read(ByteBuffer bytes, int at, int size) {
            int tag = bytes.getShort(at) & 0xffff;
            if (tag == FORMAT_EXTENSIBLE && size >= 26) {
                tag = bytes.getShort(at + 24) & 0xffff;
            }
            return new Format(
                    tag,
                    bytes.getShort(at + 2) & 0xffff,
                    bytes.getInt(at + 4) & 0xffffffffL,
                    bytes.getShort(at + 14) & 0xffff);
        }

        @Nullable
        Encoding encoding() {
            if (tag == FORMAT_PCM) {
                return switch (bits) {
                    case 8 -> Encoding.PCM_8;
                    case 16 -> Encoding.PCM_16;
                    case 24 -> Encoding.PCM_24;
                    case 32 -> Encoding.PCM_32;
                    default -> null;
                };
            }
            if (bits != 8) {
                return null;
            }
            return switch (tag) {
                case FORMAT_ALAW -> Encoding.ALAW;
                case FORMAT_ULAW -> Encoding.ULAW;
                default -> null;
            };
        }
    }
}

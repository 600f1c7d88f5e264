package org.offhook.media.codec;

import java.nio.ByteBuffer;
import org.offhook.protocols.g711.G711;

/// The two laws of G.711: a byte is a sample, whatever came before it.
public enum Law implements Decoder, Encoder {
    PCMU(G711.ULAW_SILENCE) {
        @Override
        public int decode(ByteBuffer from, int at, int count, short[] into, int offset) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = G711.fromUlaw(from.get(at + i));
            }
            return count;
        }

        @Override
        byte encoded(short sample) {
            return G711.toUlaw(sample);
        }

        @Override
        void convertFrom(Law other, ByteBuffer bytes, int at, int count) {
            if (other == PCMA) {
                for (int i = at; i < at + count; i++) {
                    bytes.put(i, G711.alawToUlaw(bytes.get(i)));
                }
            }
        }
    },
    PCMA(G711.ALAW_SILENCE) {
        @Override
        public int decode(ByteBuffer from, int at, int count, short[] into, int offset) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = G711.fromAlaw(from.get(at + i));
            }
            return count;
        }

        @Override
        byte encoded(short sample) {
            return G711.toAlaw(sample);
        }

        @Override
        void convertFrom(Law other, ByteBuffer bytes, int at, int count) {
            if (other == PCMU) {
                for (int i = at; i < at + count; i++) {
                    bytes.put(i, G711.ulawToAlaw(bytes.get(i)));
                }
            }
        }
    };

    private final byte silence;

    Law(byte silence) {
        this.silence = silence;
    }

    /// The byte of a sample of silence.
    public byte silence() {
        return silence;
    }

    @Override
    public abstract int decode(ByteBuffer from, int at, int count, short[] into, int offset);

    /// Eight samples at a time: a put into a buffer costs as much as the rest of the work on a sample.
    ///
    /// @param into big-endian
    @Override
    public int encode(short[] from, int offset, int count, ByteBuffer into, int at) {
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            long eight = 0;
            for (int k = offset + i; k < offset + i + Long.BYTES; k++) {
                eight = eight << Byte.SIZE | (encoded(from[k]) & 0xff);
            }
            into.putLong(at + i, eight);
        }
        for (; i < count; i++) {
            into.put(at + i, encoded(from[offset + i]));
        }
        return count;
    }

    abstract byte encoded(short sample);

    @Override
    public int silence(int count, ByteBuffer into, int at) {
        long eight = (silence & 0xffL) * 0x0101010101010101L;
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            into.putLong(at + i, eight);
        }
        for (; i < count; i++) {
            into.put(at + i, silence);
        }
        return count;
    }

    /// Rewrites bytes of this law as bytes of another, in place; between equal ones nothing happens.
    public void convertTo(Law other, ByteBuffer bytes, int at, int count) {
        other.convertFrom(this, bytes, at, count);
    }

    abstract void convertFrom(Law other, ByteBuffer bytes, int at, int count);
}

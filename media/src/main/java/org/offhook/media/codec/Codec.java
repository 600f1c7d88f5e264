package org.offhook.media.codec;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.offhook.protocols.sdp.RtpFormat;

/// What a leg's packets are written in. Every codec here has one byte a sample and 8,000 samples a second,
/// which the jitter buffer and the direct path between two legs build upon.
public enum Codec {
    PCMU(G711.ULAW_SILENCE) {
        @Override
        public void decode(ByteBuffer from, int at, int count, short[] into, int offset) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = G711.fromUlaw(from.get(at + i));
            }
        }

        @Override
        public void encode(short[] from, int offset, int count, ByteBuffer into, int at) {
            for (int i = 0; i < count; i++) {
                into.put(at + i, G711.toUlaw(from[offset + i]));
            }
        }

        @Override
        void convertFrom(Codec other, ByteBuffer bytes, int at, int count) {
            if (other == PCMA) {
                for (int i = at; i < at + count; i++) {
                    bytes.put(i, G711.alawToUlaw(bytes.get(i)));
                }
            }
        }
    },
    PCMA(G711.ALAW_SILENCE) {
        @Override
        public void decode(ByteBuffer from, int at, int count, short[] into, int offset) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = G711.fromAlaw(from.get(at + i));
            }
        }

        @Override
        public void encode(short[] from, int offset, int count, ByteBuffer into, int at) {
            for (int i = 0; i < count; i++) {
                into.put(at + i, G711.toAlaw(from[offset + i]));
            }
        }

        @Override
        void convertFrom(Codec other, ByteBuffer bytes, int at, int count) {
            if (other == PCMU) {
                for (int i = at; i < at + count; i++) {
                    bytes.put(i, G711.ulawToAlaw(bytes.get(i)));
                }
            }
        }
    };

    private final byte silence;

    Codec(byte silence) {
        this.silence = silence;
    }

    /// The codec that a negotiated format means.
    public static Optional<Codec> of(RtpFormat format) {
        for (Codec codec : values()) {
            if (codec.format().sameEncoding(format)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    public RtpFormat format() {
        return switch (this) {
            case PCMU -> RtpFormat.PCMU;
            case PCMA -> RtpFormat.PCMA;
        };
    }

    /// The byte of a sample of silence.
    public byte silence() {
        return silence;
    }

    public abstract void decode(ByteBuffer from, int at, int count, short[] into, int offset);

    public abstract void encode(short[] from, int offset, int count, ByteBuffer into, int at);

    /// Rewrites bytes of this codec as bytes of another, in place; between equal codecs nothing happens.
    public void convertTo(Codec other, ByteBuffer bytes, int at, int count) {
        other.convertFrom(this, bytes, at, count);
    }

    abstract void convertFrom(Codec other, ByteBuffer bytes, int at, int count);
}

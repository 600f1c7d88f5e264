package org.offhook.media.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sdp.RtpFormat;

/// What a leg's packets are written in. Every codec here has one byte for each tick of an RTP clock of 8 kHz,
/// which is a sample as sound is mixed here; the jitter buffer and the direct path between two legs build upon
/// that.
public enum Codec {
    PCMU(Law.PCMU),
    PCMA(Law.PCMA),
    G722(null);

    private final @Nullable Law law;

    Codec(@Nullable Law law) {
        this.law = law;
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
            case G722 -> RtpFormat.G722;
        };
    }

    /// One for a stream that begins.
    public Decoder decoder() {
        return law == null ? new G722() : law;
    }

    /// One for a stream that begins.
    public Encoder encoder() {
        return law == null ? new G722() : law;
    }
}

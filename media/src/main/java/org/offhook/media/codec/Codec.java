package org.offhook.media.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sdp.RtpFormat;

/// What a leg's packets are written in.
///
/// All but Opus have one byte for each tick of an RTP clock of 8 kHz, which is a sample as sound is mixed here:
/// such packets can be rewritten on their way from one leg to another. A packet of Opus is a whole, and its
/// clock has 48 kHz; it goes untouched to a leg with Opus, and to all others as samples.
public enum Codec {
    PCMU(Law.PCMU),
    PCMA(Law.PCMA),
    G722(null),
    OPUS(null);

    /// Samples a second as sound is mixed, played and recorded.
    private static final int RATE = 8_000;

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
            case OPUS -> RtpFormat.OPUS;
        };
    }

    /// Whether a byte is a sample, and a packet any number of them.
    public boolean bytewise() {
        return this != OPUS;
    }

    /// Ticks of the RTP clock in a sample.
    public int ticks() {
        return format().clockRate() / RATE;
    }

    /// Whether packets of this codec can be sent to whom `other` is agreed with, without being decoded by the
    /// frame.
    public boolean passesTo(Codec other) {
        return this == other || (bytewise() && other.bytewise());
    }

    /// One for a stream that begins.
    public Decoder decoder() {
        return switch (this) {
            case PCMU, PCMA, G722 -> law == null ? new G722() : law;
            case OPUS -> new OpusIn();
        };
    }

    /// One for a stream that begins.
    ///
    /// @param agreed with what the far end says of itself
    public Encoder encoder(RtpFormat agreed) {
        return switch (this) {
            case PCMU, PCMA, G722 -> law == null ? new G722() : law;
            case OPUS -> new OpusOut(agreed);
        };
    }
}

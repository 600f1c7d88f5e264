package org.offhook.testkit.sound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaSession;
import org.offhook.protocols.sdp.AudioAgreement;
import org.offhook.protocols.sdp.Direction;
import org.offhook.protocols.sdp.LocalAudio;
import org.offhook.protocols.sdp.Negotiation.Agreed;
import org.offhook.protocols.sdp.Negotiation.Refused;
import org.offhook.protocols.sdp.OfferAnswer;
import org.offhook.protocols.sdp.Origin;
import org.offhook.protocols.sdp.RtpFormat;
import org.offhook.protocols.sdp.SdpRead;
import org.offhook.protocols.sdp.SdpReader;
import org.offhook.protocols.sdp.SdpWriter;
import org.offhook.protocols.sdp.SessionDescription;
import org.offhook.testkit.network.Address;

/// Offers and answers of one session (RFC 3264), with the platform's own SDP code.
final class Talks {

    private LocalAudio local;
    private @Nullable AudioAgreement agreement;

    private long version = 1;

    Talks(Address address) {
        this.local = new LocalAudio(
                Origin.ours(address.port(), version, address.host()),
                address.host(),
                address.port(),
                address.port() + 1,
                List.of(RtpFormat.PCMU, RtpFormat.PCMA, RtpFormat.EVENTS),
                Direction.SENDRECV,
                20);
    }

    String offer() {
        String text = SdpWriter.write(OfferAnswer.offer(local));
        changed();
        return text;
    }

    MediaSession.Negotiation answer(String offer) {
        return switch (SdpReader.read(offer)) {
            case SdpRead.Malformed(int line, String reason) ->
                new MediaSession.Negotiation.Refused("line " + line + ": " + reason);
            case SdpRead.Parsed(SessionDescription description) -> {
                MediaSession.Negotiation result = take(OfferAnswer.answer(description, local));
                changed();
                yield result;
            }
        };
    }

    MediaSession.Negotiation accept(String answer) {
        return switch (SdpReader.read(answer)) {
            case SdpRead.Malformed(int line, String reason) ->
                new MediaSession.Negotiation.Refused("line " + line + ": " + reason);
            case SdpRead.Parsed(SessionDescription description) ->
                switch (take(OfferAnswer.accept(local, description))) {
                    case MediaSession.Negotiation.Agreed(String _, boolean held) ->
                        new MediaSession.Negotiation.Agreed("", held);
                    case MediaSession.Negotiation.Refused refused -> refused;
                };
        };
    }

    /// Every description of ours has a version of its own (RFC 3264 §8).
    private void changed() {
        version++;
        local = local.withOrigin(Origin.ours(local.port(), version, local.host()));
    }

    private MediaSession.Negotiation take(org.offhook.protocols.sdp.Negotiation negotiation) {
        return switch (negotiation) {
            case Refused(String reason) -> new MediaSession.Negotiation.Refused(reason);
            case Agreed(SessionDescription answer, AudioAgreement audio) -> {
                agreement = audio;
                yield new MediaSession.Negotiation.Agreed(SdpWriter.write(answer), audio.heldByRemote());
            }
        };
    }

    /// Where the far end's sound comes from and ours goes to; null before both have agreed.
    @Nullable
    Address remote() {
        AudioAgreement agreed = agreement;
        return agreed == null ? null : new Address(agreed.remoteHost(), agreed.remotePort());
    }

    boolean sends() {
        AudioAgreement agreed = agreement;
        return agreed != null && agreed.direction().sends();
    }

    boolean receives() {
        AudioAgreement agreed = agreement;
        return agreed != null && agreed.direction().receives();
    }
}

package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What both sides settled for the audio stream.
///
/// @param remoteHost address literal to send to
/// @param remotePort RTP port to send to
/// @param remoteRtcpPort RTCP port to send to; `remotePort` when multiplexed
/// @param rtcpMux whether RTCP shares the RTP port (RFC 5761)
/// @param sending what we send, with the payload type the other side wants
/// @param receivable what may arrive, with the payload types of our description
/// @param events telephone-event as we send it; absent when the other side did not list it
/// @param direction what we may do: `SENDONLY` means we send and expect nothing
/// @param ptime the other side's wish in milliseconds, 20 when it has none
/// @param protection what both encrypt with; null: nothing is encrypted
/// @param ice how the other side finds its way to us; null: sound goes to `remoteHost`
public record AudioAgreement(
        String remoteHost,
        int remotePort,
        int remoteRtcpPort,
        boolean rtcpMux,
        RtpFormat sending,
        List<RtpFormat> receivable,
        @Nullable RtpFormat events,
        Direction direction,
        int ptime,
        Protection.@Nullable Agreed protection,
        @Nullable Ice ice) {

    public AudioAgreement {
        receivable = List.copyOf(receivable);
    }

    AudioAgreement withReceivable(List<RtpFormat> changed) {
        return new AudioAgreement(
                remoteHost,
                remotePort,
                remoteRtcpPort,
                rtcpMux,
                sending,
                changed,
                events,
                direction,
                ptime,
                protection,
                ice);
    }

    public Optional<RtpFormat> telephoneEvents() {
        return Optional.ofNullable(events);
    }

    /// Whether the other side put us on hold: it wants no sound from us.
    public boolean heldByRemote() {
        return !direction.sends();
    }
}

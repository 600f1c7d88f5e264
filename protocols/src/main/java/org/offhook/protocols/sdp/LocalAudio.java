package org.offhook.protocols.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one side can do for one audio stream, as it goes into its descriptions.
///
/// @param origin ours; its version rises by one before each changed description
/// @param host address literal where media is received
/// @param port even RTP port, 1–65535
/// @param rtcpPort port for RTCP; written as `a=rtcp` only when it is not `port + 1` (RFC 3605)
/// @param formats in order of preference; telephone-event last
/// @param direction what this side wants, `SENDRECV` unless it holds the other
/// @param ptime milliseconds of sound in a packet
/// @param protection what this side encrypts with
/// @param ice by what connectivity checks of the other side are known; null: none are answered
public record LocalAudio(
        Origin origin,
        String host,
        int port,
        int rtcpPort,
        List<RtpFormat> formats,
        Direction direction,
        int ptime,
        Protection protection,
        @Nullable IceCredentials ice) {

    public LocalAudio {
        formats = List.copyOf(formats);
    }

    /// One that encrypts nothing and answers no checks.
    public LocalAudio(
            Origin origin,
            String host,
            int port,
            int rtcpPort,
            List<RtpFormat> formats,
            Direction direction,
            int ptime) {
        this(origin, host, port, rtcpPort, formats, direction, ptime, Protection.NONE, null);
    }

    public LocalAudio withProtection(Protection changed) {
        return new LocalAudio(origin, host, port, rtcpPort, formats, direction, ptime, changed, ice);
    }

    public LocalAudio withIce(@Nullable IceCredentials changed) {
        return new LocalAudio(origin, host, port, rtcpPort, formats, direction, ptime, protection, changed);
    }

    public LocalAudio withDirection(Direction changed) {
        return new LocalAudio(origin, host, port, rtcpPort, formats, changed, ptime, protection, ice);
    }

    public LocalAudio withFormats(List<RtpFormat> changed) {
        return new LocalAudio(origin, host, port, rtcpPort, changed, direction, ptime, protection, ice);
    }

    public LocalAudio withOrigin(Origin changed) {
        return new LocalAudio(changed, host, port, rtcpPort, formats, direction, ptime, protection, ice);
    }
}

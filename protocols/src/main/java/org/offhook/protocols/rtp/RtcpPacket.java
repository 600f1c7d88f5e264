package org.offhook.protocols.rtp;

import java.util.List;

/// One packet of a compound RTCP packet (RFC 3550 §6).
public sealed interface RtcpPacket {

    /// @param ntp NTP time of the report, 32 bits seconds and 32 bits fraction
    /// @param timestamp the same instant in RTP time
    /// @param packets sent so far, modulo 2^32
    /// @param octets of payload sent so far, modulo 2^32
    record SenderReport(int ssrc, long ntp, int timestamp, int packets, int octets, List<ReportBlock> blocks)
            implements RtcpPacket {
        public SenderReport {
            blocks = List.copyOf(blocks);
        }
    }

    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {
        public ReceiverReport {
            blocks = List.copyOf(blocks);
        }
    }

    /// Only CNAME is kept of the items.
    record SourceDescription(int ssrc, String cname) implements RtcpPacket {}

    record Bye(List<Integer> sources) implements RtcpPacket {
        public Bye {
            sources = List.copyOf(sources);
        }
    }

    /// A well-framed packet of a type that is not used here: APP, feedback, XR.
    record Other(int type) implements RtcpPacket {}

    /// What a receiver says of one source (RFC 3550 §6.4.1).
    ///
    /// @param fractionLost since the last report, in 256ths
    /// @param cumulativeLost signed 24 bits; negative when duplicates outnumber losses
    /// @param highestSequence extended by the count of cycles
    /// @param jitter in RTP time units
    /// @param lastSr middle 32 bits of the last sender report's NTP time; 0 when none came
    /// @param delaySinceLastSr in 65,536ths of a second
    record ReportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            int jitter,
            int lastSr,
            int delaySinceLastSr) {}
}

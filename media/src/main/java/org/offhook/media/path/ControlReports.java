package org.offhook.media.path;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.offhook.core.time.Clock;
import org.offhook.media.net.LegSocket;
import org.offhook.protocols.rtp.Rtcp;
import org.offhook.protocols.rtp.RtcpPacket;

/// The control channel of a leg: a report every five seconds, give or take half (RFC 3550 §6.2), a farewell at
/// the end, and what the far end reports.
public final class ControlReports {
    private static final long INTERVAL = 5_000_000_000L;

    /// Seconds from 1900, where NTP begins, to 1970.
    private static final long NTP_EPOCH = 2_208_988_800L;

    private final LegSocket socket;
    private final ByteBuffer scratch;
    private final Clock clock;
    private final String cname;
    private final Inbound inbound;
    private final Outbound outbound;
    private boolean muxed;
    private long due;
    private long sentAtLastReport;
    private int lastSr;
    private long lastSrAt;
    private int remoteLost;
    private int remoteJitter;

    /// @param cname one for all legs of a call would tie them together for a stranger; one for each leg, random
    public ControlReports(
            LegSocket socket, ByteBuffer scratch, Clock clock, String cname, Inbound inbound, Outbound outbound) {
        this.socket = socket;
        this.scratch = scratch;
        this.clock = clock;
        this.cname = cname;
        this.inbound = inbound;
        this.outbound = outbound;
    }

    /// @param multiplexed whether RTCP shares the RTP port
    public void agree(boolean multiplexed, long now) {
        muxed = multiplexed;
        due = due == 0 ? now + INTERVAL / 2 : due;
    }

    /// Sends a report when one is due.
    ///
    /// @param spread 0–255, random
    public void tick(long now, int spread) {
        if (due == 0 || now - due < 0) {
            return;
        }
        due = now + INTERVAL / 2 + INTERVAL * spread / 256;
        send(Rtcp.writeReport(scratch, 0, report(now), cname));
    }

    /// Says that this leg's stream is over.
    public void farewell(long now) {
        if (due != 0) {
            int length = Rtcp.writeReport(scratch, 0, report(now), cname);
            send(length + Rtcp.writeBye(scratch, length, outbound.ssrc()));
        }
    }

    private RtcpPacket report(long now) {
        List<RtcpPacket.ReportBlock> blocks = List.of();
        if (inbound.statistics().started()) {
            int delay = lastSr == 0 ? 0 : (int) ((now - lastSrAt) * 65_536 / 1_000_000_000L);
            blocks = List.of(inbound.statistics().report(lastSr, delay));
        }
        boolean sending = outbound.packets() > sentAtLastReport;
        sentAtLastReport = outbound.packets();
        if (!sending) {
            return new RtcpPacket.ReceiverReport(outbound.ssrc(), blocks);
        }
        return new RtcpPacket.SenderReport(
                outbound.ssrc(),
                ntp(clock.now()),
                outbound.lastTimestamp(),
                (int) outbound.packets(),
                (int) outbound.octets(),
                blocks);
    }

    static long ntp(Instant instant) {
        long fraction = ((long) instant.getNano() << 32) / 1_000_000_000L;
        return (instant.getEpochSecond() + NTP_EPOCH) << 32 | fraction;
    }

    private void send(int length) {
        scratch.limit(outbound.sealControl(scratch, length)).position(0);
        if (muxed) {
            socket.send(scratch);
        } else {
            socket.sendControl(scratch);
        }
        scratch.clear();
    }

    /// Takes a compound packet of the far end. One that does not fit together is dropped whole.
    ///
    /// @return whether it was one
    public boolean received(ByteBuffer bytes, int length, long now) {
        int plain = inbound.openControl(bytes, length);
        List<RtcpPacket> packets = plain < 0 ? List.of() : Rtcp.read(bytes, 0, plain);
        for (RtcpPacket packet : packets) {
            switch (packet) {
                case RtcpPacket.SenderReport report -> {
                    lastSr = (int) (report.ntp() >>> 16);
                    lastSrAt = now;
                    blocks(report.blocks());
                }
                case RtcpPacket.ReceiverReport report -> blocks(report.blocks());
                case RtcpPacket.SourceDescription _, RtcpPacket.Bye _, RtcpPacket.Other _ -> {
                    // A farewell says nothing that signalling does not say better.
                }
            }
        }
        return !packets.isEmpty();
    }

    private void blocks(List<RtcpPacket.ReportBlock> blocks) {
        for (RtcpPacket.ReportBlock block : blocks) {
            if (block.ssrc() == outbound.ssrc()) {
                remoteLost = block.cumulativeLost();
                remoteJitter = block.jitter();
            }
        }
    }

    /// One line on what the far end says of our stream.
    public String describe() {
        return "far end lost " + remoteLost + ", jitter " + remoteJitter / (8 * outbound.ticks()) + " ms";
    }
}

package org.offhook.fuzzing.targets;

import java.nio.ByteBuffer;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.rtp.RtpPacket;

/// RTP: a packet is taken only when all its parts lie within the bytes that came.
public final class RtpTarget implements Target {

    /// Bytes around the packet that belong to others.
    private static final int MARGIN = 16;

    @Override
    public String name() {
        return "rtp";
    }

    @Override
    public void check(byte[] input) {
        ByteBuffer buffer = ByteBuffer.allocate(input.length + 2 * MARGIN);
        buffer.put(MARGIN, input);
        RtpPacket packet = new RtpPacket();
        RtpPacket.isRtcp(buffer, MARGIN, input.length);
        if (!packet.wrap(buffer, MARGIN, input.length)) {
            return;
        }
        int from = packet.payloadOffset();
        int to = from + packet.payloadLength();
        Promise.holds(from >= MARGIN + RtpPacket.HEADER && packet.payloadLength() >= 0, "a payload follows the header");
        Promise.holds(to <= MARGIN + input.length, "a payload ends within the packet");
        for (int i = 0; i < packet.payloadLength(); i++) {
            packet.payload(i);
        }
        ByteBuffer header = ByteBuffer.allocate(RtpPacket.HEADER);
        RtpPacket.writeHeader(
                header, 0, packet.marker(), packet.payloadType(), packet.sequence(), packet.timestamp(), packet.ssrc());
        RtpPacket written = new RtpPacket();
        Promise.holds(written.wrap(header, 0, RtpPacket.HEADER), "what is written is a packet");
        Promise.same(facts(packet), facts(written));
    }

    private static String facts(RtpPacket packet) {
        return packet.marker() + " " + packet.payloadType() + " " + packet.sequence() + " " + packet.timestamp() + " "
                + packet.ssrc();
    }
}

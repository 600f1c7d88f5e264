package org.offhook.fuzzing.targets;

import java.nio.ByteBuffer;
import java.util.List;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.rtp.Rtcp;
import org.offhook.protocols.rtp.RtcpPacket;

/// RTCP: a compound packet is taken whole or not at all; a report is written and read as the same.
public final class RtcpTarget implements Target {

    private static final int ROOM = 2_048;

    @Override
    public String name() {
        return "rtcp";
    }

    @Override
    public void check(byte[] input) {
        for (RtcpPacket packet : Rtcp.read(ByteBuffer.wrap(input), 0, input.length)) {
            switch (packet) {
                case RtcpPacket.SenderReport report -> written(report);
                case RtcpPacket.ReceiverReport report -> written(report);
                case RtcpPacket.SourceDescription description ->
                    Promise.holds(description.cname().length() <= 255, "a name is as long as its length");
                case RtcpPacket.Bye bye -> Promise.holds(bye.sources().size() < 32, "a BYE names 31 sources at most");
                case RtcpPacket.Other other -> Promise.holds(other.type() < 256, "a type is a byte");
            }
        }
    }

    private static void written(RtcpPacket report) {
        ByteBuffer out = ByteBuffer.allocate(ROOM);
        int length = Rtcp.writeReport(out, 0, report, "name");
        List<RtcpPacket> again = Rtcp.read(out, 0, length);
        Promise.same(2, again.size());
        Promise.same(report, again.getFirst());
    }
}

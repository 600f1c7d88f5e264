package org.offhook.fuzzing.targets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.rtp.TelephoneEvent;
import org.offhook.protocols.rtp.TelephoneEventReceiver;

/// Keys: whatever came before, a well-formed press of a new source is heard once, and of packets with one
/// timestamp at most one is a press.
public final class TelephoneEventTarget implements Target {

    /// Packet header and one event.
    private static final int PIECE = RtpPacket.HEADER + TelephoneEvent.LENGTH;

    private static final String KEYS = "0123456789*#ABCD";

    @Override
    public String name() {
        return "telephone-event";
    }

    @Override
    public void check(byte[] input) {
        TelephoneEventReceiver receiver = new TelephoneEventReceiver();
        RtpPacket packet = new RtpPacket();
        Set<Integer> sources = new HashSet<>();
        for (int from = 0; from < input.length; from += PIECE) {
            byte[] piece = Arrays.copyOfRange(input, from, Math.min(input.length, from + PIECE));
            if (packet.wrap(ByteBuffer.wrap(piece), 0, piece.length)) {
                char key = receiver.packet(packet);
                Promise.holds(key == 0 || KEYS.indexOf(key) >= 0, "a key is a key");
                Promise.holds(receiver.packet(packet) == 0, "a packet that comes twice is one press");
                sources.add(packet.ssrc());
            }
        }
        int other = 1;
        while (sources.contains(other)) {
            other++;
        }
        press(receiver, packet, other);
    }

    private static void press(TelephoneEventReceiver receiver, RtpPacket packet, int source) {
        StringBuilder heard = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        for (int frame = 1; frame <= 7; frame++) {
            RtpPacket.writeHeader(bytes, 0, frame == 1, 101, frame, 160, source);
            TelephoneEvent.write(
                    bytes, RtpPacket.HEADER, TelephoneEvent.event('#'), frame > 4, 10, 160 * Math.min(frame, 5));
            packet.wrap(bytes, 0, PIECE);
            char key = receiver.packet(packet);
            if (key != 0) {
                heard.append(key);
            }
        }
        Promise.same("#", heard.toString());
    }
}

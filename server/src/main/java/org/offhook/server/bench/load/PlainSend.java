package org.offhook.server.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.offhook.protocols.rtp.RtpPacket;

/// The least that playing to many legs costs in Java: a quarter of the channels gets a packet of 20 ms in each
/// tick of 5 ms. The packet is always the same.
public final class PlainSend extends PlainLoop {
    private static final int PHASES = 4;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpPacket.HEADER + 160);

    @Override
    void tick(int number) throws IOException {
        List<DatagramChannel> all = channels();
        for (int i = number % PHASES; i < all.size(); i += PHASES) {
            all.get(i).write(packet.clear());
        }
    }
}

package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.signalling.net.Flow;

/// Sends the datagrams of one shard. What the system does not take at once is lost, as any datagram may be.
final class DatagramSender {

    private final DatagramChannel channel;
    private final Flows flows = new Flows();
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(65_535);
    private final LongAdder lost = new LongAdder();

    DatagramSender(DatagramChannel channel) {
        this.channel = channel;
    }

    void send(Flow flow, byte[] bytes) {
        InetSocketAddress to = flows.address(flow);
        if (to == null || to.getPort() == 0 || bytes.length > outgoing.capacity()) {
            lost.increment();
            return;
        }
        outgoing.clear();
        outgoing.put(bytes).flip();
        try {
            if (channel.send(outgoing, to) == 0) {
                lost.increment();
            }
        } catch (IOException _) {
            // No route, or an address that cannot be sent to from this socket.
            lost.increment();
        }
    }

    long lost() {
        return lost.sum();
    }
}

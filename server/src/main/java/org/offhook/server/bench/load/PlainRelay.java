package org.offhook.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// The least that relaying packets costs in Java: channels are drained every 5 ms; each packet is read and
/// written to the other channel of its pair as it is. Nothing is looked at.
public final class PlainRelay extends PlainLoop {
    private static final int MOST_PASSES = 16;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);

    public PlainRelay() throws IOException {}

    /// Opens a pair of ports that relay between two far ends.
    ///
    /// @return the two ports
    public int[] pair(int oneFarEnd, int otherFarEnd) throws IOException {
        DatagramChannel one = open(oneFarEnd);
        DatagramChannel other = open(otherFarEnd);
        one.register(selector, SelectionKey.OP_READ, other);
        other.register(selector, SelectionKey.OP_READ, one);
        return new int[] {port(one), port(other)};
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    void tick(int number) throws IOException {
        for (int pass = 0; pass < MOST_PASSES && selector.selectNow(this::relay) > 0; pass++) {
            Thread.onSpinWait();
        }
    }

    private void relay(SelectionKey key) {
        try {
            if (((DatagramChannel) key.channel()).read(buffer.clear()) > 0) {
                ((DatagramChannel) key.attachment()).write(buffer.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        selector.close();
    }
}

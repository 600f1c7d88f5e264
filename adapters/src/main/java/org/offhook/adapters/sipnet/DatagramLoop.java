package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.time.Clock;
import org.offhook.protocols.sip.transaction.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads datagrams and runs the first shard, on one thread: a batch is read without a pause, then the shard
/// does what is due; with nothing to read the thread sleeps until a datagram, a command or a deadline comes.
final class DatagramLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramLoop.class);
    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;
    private final Selector selector;
    private final Clock clock;
    private final Shards shards;
    private final SignallingShard first;
    private final int batch;
    private final Flows flows = new Flows();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST);
    private final KeepAlives keepAlives;
    private final LongAdder dropped = new LongAdder();
    /// Since when the socket was never found empty; 0 when it was.
    private volatile long behindSince;

    private volatile boolean closed;

    DatagramLoop(DatagramChannel channel, Selector selector, Clock clock, Shards shards, SipNetLimits limits)
            throws ClosedChannelException {
        this.channel = channel;
        this.selector = selector;
        this.clock = clock;
        this.shards = shards;
        this.first = shards.all().getFirst();
        this.batch = limits.batch();
        this.keepAlives = new KeepAlives(channel, limits.keepAlives(), clock);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /// How many datagrams the other shards were too far behind to take.
    long dropped() {
        return dropped.sum();
    }

    KeepAlives keepAlives() {
        return keepAlives;
    }

    /// For how long there was always more to read, in nanoseconds; 0 when all was read.
    long lateness() {
        long since = behindSince;
        return since == 0 ? 0 : clock.nanos() - since;
    }

    void stop() {
        closed = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                turn();
            } catch (IOException e) {
                if (!closed) {
                    LOG.error("the SIP socket failed", e);
                    return;
                }
            } catch (RuntimeException e) {
                // A fault of ours with one message must not cost the calls of all others.
                LOG.error("a SIP message could not be processed", e);
            }
        }
    }

    private void turn() throws IOException {
        int read = readBatch();
        first.run(clock.nanos());
        if (read < batch) {
            behindSince = 0;
            await();
        } else if (behindSince == 0) {
            behindSince = clock.nanos();
        }
    }

    private int readBatch() throws IOException {
        long now = clock.nanos();
        for (int read = 0; read < batch; read++) {
            incoming.clear();
            SocketAddress from = channel.receive(incoming);
            if (from == null) {
                return read;
            }
            incoming.flip();
            byte[] bytes = new byte[incoming.remaining()];
            incoming.get(bytes);
            InetSocketAddress source = (InetSocketAddress) from;
            if (keepAlives.takes(bytes, source)) {
                continue;
            }
            Flow flow = flows.datagram(source);
            int index = shards.indexFor(bytes);
            if (index == 0) {
                first.received(flow, bytes, now);
            } else if (!shards.all().get(index).handOver(flow, bytes)) {
                dropped.increment();
            }
        }
        return batch;
    }

    private void await() throws IOException {
        long deadline = first.deadline();
        if (deadline == Timers.NEVER) {
            selector.select(DatagramLoop::taken);
            return;
        }
        long patience = deadline - clock.nanos();
        if (patience > 0) {
            selector.select(DatagramLoop::taken, TimeUnit.NANOSECONDS.toMillis(patience) + 1);
        } else {
            selector.selectNow(DatagramLoop::taken);
        }
    }

    /// That there is something is all that matters: the batch finds it.
    private static void taken(SelectionKey key) {}
}

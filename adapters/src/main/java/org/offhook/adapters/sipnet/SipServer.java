package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.net.Wire;
import org.offhook.core.time.Clock;

/// SIP over UDP and TCP on one address. Used in three steps, because shards and sockets need each other:
/// [#open] binds, [#wire] and [#waker] are what the shards are made with, [#start] lets messages in.
public final class SipServer implements AutoCloseable {

    private static final int BACKLOG = 512;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final DatagramChannel channel;
    private final Selector selector;
    private final ServerSocket server;
    private final SipNetLimits limits;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final List<ShardLoop> loops = new ArrayList<>();
    private volatile @Nullable Streams streams;
    private volatile @Nullable DatagramLoop datagrams;

    private SipServer(
            DatagramChannel channel, Selector selector, ServerSocket server, SipNetLimits limits, Clock clock) {
        this.channel = channel;
        this.selector = selector;
        this.server = server;
        this.limits = limits;
        this.clock = clock;
    }

    /// Binds UDP and TCP.
    ///
    /// @param address port 0 takes any port that is free for both
    /// @throws PortInUseException with a sentence for people when another program has the port
    /// @throws IOException when the address cannot be bound for another reason
    public static SipServer open(InetSocketAddress address, SipNetLimits limits, Clock clock) throws IOException {
        Selector selector = Selector.open();
        DatagramChannel channel = DatagramChannel.open();
        ServerSocket server = new ServerSocket();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, limits.socketBuffer());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, limits.socketBuffer());
            channel.configureBlocking(false);
            channel.bind(address);
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(bound.getAddress(), bound.getPort()), BACKLOG);
            return new SipServer(channel, selector, server, limits, clock);
        } catch (IOException e) {
            channel.close();
            server.close();
            selector.close();
            throw e instanceof BindException && isInUse(e) ? new PortInUseException(address, e) : e;
        }
    }

    private static boolean isInUse(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("in use");
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /// What one shard sends by.
    public Wire wire() {
        DatagramSender sender = new DatagramSender(channel);
        return (flow, bytes) -> {
            Streams current = streams;
            if (!flow.transport().isReliable()) {
                sender.send(flow, bytes);
            } else if (current != null) {
                current.send(flow, bytes);
            }
        };
    }

    /// What wakes the shard that will be the `index`-th.
    public Runnable waker(int index) {
        return index == 0
                ? selector::wakeup
                : () -> {
                    if (loops.size() >= index) {
                        loops.get(index - 1).wake();
                    }
                };
    }

    /// Lets messages in.
    public void start(List<SignallingShard> all) throws IOException {
        Shards shards = new Shards(List.copyOf(all));
        for (SignallingShard shard : all.subList(1, all.size())) {
            ShardLoop loop = new ShardLoop(clock, shard);
            loops.add(loop);
            threads.add(Thread.ofPlatform().name("sip-shard-" + loops.size()).unstarted(loop));
        }
        DatagramLoop loop = new DatagramLoop(channel, selector, clock, shards, limits.batch());
        Streams accepted = new Streams(server, limits, clock, shards);
        datagrams = loop;
        streams = accepted;
        threads.add(Thread.ofPlatform().name("sip-loop").unstarted(loop));
        threads.add(Thread.ofPlatform().name("sip-accept").daemon().unstarted(accepted::accept));
        threads.forEach(Thread::start);
    }

    /// For how long there was always more to read than was read, in nanoseconds: how late UDP is at least.
    public long lateness() {
        DatagramLoop loop = datagrams;
        return loop == null ? 0 : loop.lateness();
    }

    /// TCP connections that are open.
    public int connections() {
        Streams current = streams;
        return current == null ? 0 : current.count();
    }

    /// Stops everything. What was not sent is not sent any more.
    @Override
    public void close() throws IOException {
        loops.forEach(ShardLoop::stop);
        DatagramLoop loop = datagrams;
        if (loop != null) {
            loop.stop();
        }
        Streams current = streams;
        if (current != null) {
            current.close();
        } else {
            server.close();
        }
        for (Thread thread : threads) {
            try {
                thread.join(GOODBYE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        channel.close();
        selector.close();
    }
}

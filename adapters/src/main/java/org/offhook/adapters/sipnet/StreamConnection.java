package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.time.Clock;
import org.offhook.protocols.sip.wire.StreamFramer;
import org.offhook.protocols.sip.wire.StreamFramer.Frame;

/// One connection over TCP, with or without TLS: a virtual thread that reads and cuts messages, and one that writes
/// what waits in a
/// bounded queue. Whoever is slow to finish a message, silent for too long, or slow to read what we write, is
/// closed.
final class StreamConnection extends Link {

    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
    /// Stands in the queue where the connection is to be closed.
    private static final byte[] END = new byte[0];
    private static final Duration LINGER = Duration.ofMillis(500);

    private final Transport transport;
    private final @Nullable Flow wanted;
    private final SipNetLimits limits;
    private final Clock clock;
    private final Streams streams;
    private final BlockingQueue<byte[]> outgoing;
    private volatile @Nullable Socket socket;
    private volatile long lastHeard;
    private volatile boolean closed;

    /// Makes a stream of messages of an open socket; for TLS it shakes hands first.
    @FunctionalInterface
    interface Dress {
        Socket on(Socket raw) throws IOException;
    }

    /// @param wanted what it is opened for, or null when the other side opened it
    StreamConnection(
            long number,
            InetSocketAddress remote,
            Transport transport,
            @Nullable Flow wanted,
            SipNetLimits limits,
            Clock clock,
            Streams streams) {
        super(number, remote);
        this.transport = transport;
        this.wanted = wanted;
        this.limits = limits;
        this.clock = clock;
        this.streams = streams;
        this.outgoing = new ArrayBlockingQueue<>(limits.queued());
        this.lastHeard = clock.nanos();
    }

    @Override
    @Nullable
    Flow opened() {
        return wanted;
    }

    @Override
    long lastHeard() {
        return lastHeard;
    }

    @Override
    Flow flow() {
        return Flows.of(transport, remote(), number());
    }

    @Override
    boolean send(byte[] bytes) {
        if (closed) {
            return false;
        }
        if (!outgoing.offer(bytes)) {
            streams.cut(Limit.QUEUE);
            close();
            return false;
        }
        return true;
    }

    /// Runs the connection on an open socket until it ends.
    void run(Socket raw, Dress dress) {
        socket = raw;
        if (closed) {
            close();
            return;
        }
        try (raw) {
            raw.setTcpNoDelay(true);
            Socket open = shakeHands(raw, dress);
            Thread writer = Thread.ofVirtual()
                    .name("sip-" + transport.parameter() + "-write-" + number())
                    .start(() -> write(open));
            try {
                read(open);
            } finally {
                close();
                writer.interrupt();
            }
        } catch (IOException _) {
            // The other side has gone; those who used the connection are told below.
        } finally {
            close();
        }
    }

    /// However slowly the other side sends its part, the handshake is over in time: its own time-out counts
    /// from one byte to the next.
    private Socket shakeHands(Socket raw, Dress dress) throws IOException {
        AtomicBoolean done = new AtomicBoolean();
        if (transport.isSecure()) {
            raw.setSoTimeout((int) limits.slow().toMillis());
            CompletableFuture.delayedExecutor(limits.slow().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (!done.get()) {
                            close();
                        }
                    });
        }
        try {
            return dress.on(raw);
        } catch (IOException failure) {
            streams.handshakeFailed(this, failure);
            throw failure;
        } finally {
            done.set(true);
        }
    }

    private void read(Socket open) throws IOException {
        StreamFramer framer = new StreamFramer(limits.wire());
        InputStream in = open.getInputStream();
        byte[] buffer = new byte[8192];
        Flow flow = flow();
        long began = clock.nanos();
        boolean anything = wanted != null;
        while (!closed) {
            boolean within = framer.held() > 0 || !anything;
            if (!within) {
                began = clock.nanos();
            }
            Duration patience = within ? limits.slow() : limits.idle();
            long left = patience.toNanos() - (clock.nanos() - began);
            if (left <= 0) {
                streams.cut(within ? Limit.SLOW : Limit.IDLE);
                return;
            }
            open.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            int count;
            try {
                count = in.read(buffer);
            } catch (SocketTimeoutException _) {
                streams.cut(within ? Limit.SLOW : Limit.IDLE);
                return;
            }
            if (count < 0) {
                return;
            }
            lastHeard = clock.nanos();
            framer.offer(buffer, 0, count);
            int held = framer.held();
            if (!take(framer, flow, open)) {
                return;
            }
            if (framer.held() < held) {
                // A message was finished: the next one has all the time again.
                anything = true;
                began = clock.nanos();
            }
        }
    }

    /// Takes all whole messages; false when the stream is to be closed.
    private boolean take(StreamFramer framer, Flow flow, Socket open) {
        while (true) {
            switch (framer.next()) {
                case Frame.Message(byte[] bytes) -> {
                    if (!streams.received(flow, bytes)) {
                        return false;
                    }
                }
                case Frame.Ping _ -> send(PONG);
                case Frame.More _ -> {
                    return true;
                }
                case Frame.Broken broken -> {
                    // The shard answers with what is wrong; then there is nothing more to be understood.
                    streams.received(flow, broken.bytes());
                    linger(open);
                    return false;
                }
            }
        }
    }

    private void linger(Socket open) {
        long until = clock.nanos() + LINGER.toNanos();
        try {
            while (!closed && clock.nanos() < until) {
                open.setSoTimeout((int) LINGER.toMillis());
                if (open.getInputStream().skip(8192) <= 0) {
                    return;
                }
            }
        } catch (IOException _) {
            // Nothing more came, or it has gone.
        }
    }

    private void write(Socket open) {
        try {
            OutputStream out = open.getOutputStream();
            for (byte[] next = outgoing.take(); next.length > 0; next = outgoing.take()) {
                out.write(next);
            }
        } catch (IOException | InterruptedException _) {
            // Closed by either side.
        } finally {
            close();
        }
    }

    /// Closes what is below TLS: a goodbye to one who does not read would have to wait.
    @Override
    void close() {
        closed = true;
        outgoing.offer(END);
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It is closed for all that.
            }
        }
        streams.gone(this);
    }
}

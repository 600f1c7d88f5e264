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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.time.Clock;
import org.offhook.protocols.sip.wire.StreamFramer;
import org.offhook.protocols.sip.wire.StreamFramer.Frame;

/// One TCP connection: a virtual thread that reads and cuts messages, and one that writes what waits in a
/// bounded queue. Whoever is slow to finish a message, silent for too long, or slow to read what we write, is
/// closed.
final class StreamConnection {

    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
    /// Stands in the queue where the connection is to be closed.
    private static final byte[] END = new byte[0];
    private static final Duration LINGER = Duration.ofMillis(500);

    private final long number;
    private final InetSocketAddress remote;
    private final boolean ours;
    private final SipNetLimits limits;
    private final Clock clock;
    private final Streams streams;
    private final BlockingQueue<byte[]> outgoing;
    private volatile @Nullable Socket socket;
    private volatile long lastHeard;
    private volatile boolean closed;

    /// @param ours whether we opened it
    StreamConnection(
            long number, InetSocketAddress remote, boolean ours, SipNetLimits limits, Clock clock, Streams streams) {
        this.number = number;
        this.remote = remote;
        this.ours = ours;
        this.limits = limits;
        this.clock = clock;
        this.streams = streams;
        this.outgoing = new ArrayBlockingQueue<>(limits.queued());
        this.lastHeard = clock.nanos();
    }

    long number() {
        return number;
    }

    InetSocketAddress remote() {
        return remote;
    }

    boolean isOurs() {
        return ours;
    }

    /// When something came last, by the monotonic clock.
    long lastHeard() {
        return lastHeard;
    }

    /// The flow of what comes by it.
    Flow flow() {
        return Flows.of(Transport.TCP, remote, number);
    }

    /// Queues a message; false when the connection has gone or the other side does not read.
    boolean send(byte[] bytes) {
        if (closed) {
            return false;
        }
        if (!outgoing.offer(bytes)) {
            close();
            return false;
        }
        return true;
    }

    /// Runs the connection on an open socket until it ends.
    void run(Socket open) {
        socket = open;
        if (closed) {
            close();
            return;
        }
        Thread writer = Thread.ofVirtual().name("sip-tcp-write-" + number).start(this::write);
        try (open) {
            open.setTcpNoDelay(true);
            read(open);
        } catch (IOException _) {
            // The other side has gone; those who used the connection are told below.
        } finally {
            close();
            writer.interrupt();
        }
    }

    private void read(Socket open) throws IOException {
        StreamFramer framer = new StreamFramer(limits.wire());
        InputStream in = open.getInputStream();
        byte[] buffer = new byte[8192];
        Flow flow = flow();
        long began = clock.nanos();
        boolean anything = ours;
        while (!closed) {
            boolean within = framer.held() > 0 || !anything;
            if (!within) {
                began = clock.nanos();
            }
            Duration patience = within ? limits.slow() : limits.idle();
            long left = patience.toNanos() - (clock.nanos() - began);
            if (left <= 0) {
                return;
            }
            open.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            int count;
            try {
                count = in.read(buffer);
            } catch (SocketTimeoutException _) {
                return;
            }
            if (count < 0) {
                return;
            }
            lastHeard = clock.nanos();
            framer.offer(buffer, 0, count);
            int held = framer.held();
            if (!take(framer, flow)) {
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
    private boolean take(StreamFramer framer, Flow flow) {
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
                    linger();
                    return false;
                }
            }
        }
    }

    private void linger() {
        long until = clock.nanos() + LINGER.toNanos();
        Socket open = socket;
        try {
            while (open != null && !closed && clock.nanos() < until) {
                open.setSoTimeout((int) LINGER.toMillis());
                if (open.getInputStream().skip(8192) <= 0) {
                    return;
                }
            }
        } catch (IOException _) {
            // Nothing more came, or it has gone.
        }
    }

    private void write() {
        Socket open = socket;
        if (open == null) {
            return;
        }
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

    /// From any thread, any number of times.
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

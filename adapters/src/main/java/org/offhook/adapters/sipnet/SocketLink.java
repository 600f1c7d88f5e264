package org.offhook.adapters.sipnet;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.time.Clock;

/// A WebSocket that a client opened: each of its messages is one of SIP (RFC 7118 §5). We never open one.
public final class SocketLink extends Link {

    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Transport transport;
    private final Predicate<byte[]> out;
    private final Runnable close;
    private final Clock clock;
    private final Streams streams;
    private volatile long lastHeard;

    /// @param out queues a message for the client; false when it cannot be
    SocketLink(
            long number,
            InetSocketAddress remote,
            Transport transport,
            Predicate<byte[]> out,
            Runnable close,
            Clock clock,
            Streams streams) {
        super(number, remote);
        this.transport = transport;
        this.out = out;
        this.close = close;
        this.clock = clock;
        this.streams = streams;
        this.lastHeard = clock.nanos();
    }

    /// A message of the client: SIP, or a sign that it is there (RFC 5626 §3.5.1).
    public void received(byte[] message) {
        lastHeard = clock.nanos();
        if (Arrays.equals(message, PING)) {
            send(PONG);
        } else if (!Arrays.equals(message, PONG) && !streams.received(flow(), message)) {
            close();
        }
    }

    /// The client has gone.
    public void gone() {
        streams.gone(this);
    }

    @Override
    Flow flow() {
        return Flows.of(transport, remote(), number());
    }

    @Override
    @Nullable
    Flow opened() {
        return null;
    }

    @Override
    long lastHeard() {
        return lastHeard;
    }

    @Override
    boolean send(byte[] bytes) {
        return out.test(bytes);
    }

    @Override
    void close() {
        close.run();
        streams.gone(this);
    }
}

package org.offhook.adapters.sipnet;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;

/// One connection of the server, of whatever kind.
abstract class Link {

    private final long number;
    private final InetSocketAddress remote;

    Link(long number, InetSocketAddress remote) {
        this.number = number;
        this.remote = remote;
    }

    final long number() {
        return number;
    }

    final InetSocketAddress remote() {
        return remote;
    }

    /// The flow of what comes by it.
    abstract Flow flow();

    /// The flow of requests that may take it or any other to the same place, because we opened it for such;
    /// null when others opened it.
    abstract @Nullable Flow opened();

    /// When something came last, by the monotonic clock.
    abstract long lastHeard();

    /// Queues a message; false when the connection has gone or the other side does not read. Never blocks.
    abstract boolean send(byte[] bytes);

    /// From any thread, any number of times. Never blocks.
    abstract void close();
}

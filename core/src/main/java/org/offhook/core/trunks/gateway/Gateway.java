package org.offhook.core.trunks.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Clock;

/// One place. Safe from any thread.
///
/// It is down once it was silent, could not be reached, or answered 503; then it comes last for [#REST], or
/// until it answers a probe.
public final class Gateway {

    /// How long a place that failed is tried last.
    public static final Duration REST = Duration.ofSeconds(30);

    private final String name;
    private final String uri;
    private final int channels;
    private final boolean named;
    private final Clock clock;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean down;
    private volatile long downUntil;

    /// @param name     for the timeline and metrics
    /// @param uri      where probes go
    /// @param channels calls it takes at a time; 0 for any number
    /// @param named    whether a customer chose the host, so that it must be one that customers may reach
    Gateway(String name, String uri, int channels, boolean named, Clock clock) {
        this.name = name;
        this.uri = uri;
        this.channels = channels;
        this.named = named;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public String uri() {
        return uri;
    }

    public boolean named() {
        return named;
    }

    /// Whether it is one of the operator's, who pays for what goes there.
    public boolean isCarrier() {
        return !named;
    }

    /// Calls that are on it.
    public int busy() {
        return busy.get();
    }

    /// Whether it is worth trying before others.
    public boolean isUp() {
        return !down || clock.nanos() - downUntil >= 0;
    }

    /// Takes a channel; null when all are taken.
    @Nullable
    Channel take() {
        if (busy.incrementAndGet() > channels && channels > 0) {
            busy.decrementAndGet();
            return null;
        }
        return new Channel();
    }

    /// It failed.
    public void failed() {
        downUntil = clock.nanos() + REST.toNanos();
        down = true;
    }

    /// It said something.
    public void heard() {
        down = false;
    }

    /// A channel that is taken, to be given back once.
    final class Channel {
        private final AtomicBoolean given = new AtomicBoolean();

        void give() {
            if (given.compareAndSet(false, true)) {
                busy.decrementAndGet();
            }
        }
    }
}

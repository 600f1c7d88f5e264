package org.offhook.adapters.httpclient;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// [Web] over HTTP/1.1. Each exchange runs on a virtual thread of its own; connections are kept alive per
/// account.
public final class HttpWeb implements Web, AutoCloseable {

    private final Connector connector;
    private final Guard guard;
    private final Scheduler scheduler;
    private final Clock clock;
    private final HttpLimits limits;

    /// One for each account that ever asked; small when it rests.
    private final Map<Sid, Lane> lanes = new ConcurrentHashMap<>();

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /// @param tls whose trust anchors decide about servers' certificates
    public HttpWeb(
            DestinationPolicy policy,
            Resolver resolver,
            SSLContext tls,
            Clock clock,
            Scheduler scheduler,
            HttpLimits limits) {
        this.guard = new Guard(policy, resolver, limits.lookups());
        this.connector = new Connector(guard, tls, clock, scheduler, limits);
        this.scheduler = scheduler;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Cancellable send(WebRequest request, Consumer<WebResult> whenDone) {
        Lane lane = lanes.computeIfAbsent(request.account(), _ -> new Lane(limits));
        Exchange exchange = new Exchange(request, whenDone, lane, connector, clock, this::sweepLater);
        exchange.endBy(scheduler.after(request.limits().total(), exchange::late));
        if (closed || !lane.admit(exchange)) {
            // On another thread, as any other result: the caller has not even got hold of the exchange.
            Thread.ofVirtual()
                    .start(() -> exchange.refuse(
                            new WebResult.Failed(11200, "too many requests of this account wait for their servers")));
        }
        return exchange;
    }

    private void sweepLater(Lane lane) {
        if (closed) {
            lane.sweep(clock.nanos() + limits.idle().toNanos() + 1);
        } else if (sweeping.compareAndSet(false, true)) {
            scheduler.after(limits.idle(), this::sweep);
        }
    }

    private void sweep() {
        sweeping.set(false);
        long now = clock.nanos();
        lanes.values().forEach(lane -> {
            if (lane.sweep(now)) {
                sweepLater(lane);
            }
        });
    }

    /// Closes idle connections; exchanges under way end by themselves or by their deadline.
    @Override
    public void close() {
        closed = true;
        long everything = clock.nanos() + limits.idle().toNanos() + 1;
        lanes.values().forEach(lane -> lane.sweep(everything));
        guard.close();
    }
}

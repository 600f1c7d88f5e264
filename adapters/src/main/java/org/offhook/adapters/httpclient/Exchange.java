package org.offhook.adapters.httpclient;

import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// One exchange, from the wish to the result. Three may end it: its own thread with a result, the deadline, and
/// whoever cancels it; the first one wins, the others find it over. Ending it closes the socket it holds, which
/// wakes its thread.
final class Exchange implements Runnable, Cancellable {

    private final WebRequest request;
    private final Consumer<WebResult> whenDone;
    private final Lane lane;
    private final Connector connector;
    private final Clock clock;
    private final Consumer<Lane> keeping;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Closeable held;
    private volatile @Nullable Cancellable deadline;

    /// @param keeping told when the lane has an idle connection
    Exchange(
            WebRequest request,
            Consumer<WebResult> whenDone,
            Lane lane,
            Connector connector,
            Clock clock,
            Consumer<Lane> keeping) {
        this.request = request;
        this.whenDone = whenDone;
        this.lane = lane;
        this.connector = connector;
        this.clock = clock;
        this.keeping = keeping;
    }

    void start() {
        Thread.ofVirtual().name("web").start(this);
    }

    void endBy(Cancellable timer) {
        deadline = timer;
        if (over.get()) {
            timer.cancel();
        }
    }

    @Override
    public void run() {
        WebResult result;
        try {
            result = over.get() ? new WebResult.Failed(11200, "cancelled") : talk();
        } catch (ExchangeFailure failure) {
            result = failure.result();
        } catch (InterruptedException _) {
            result = new WebResult.Failed(11200, "interrupted");
        } catch (RuntimeException bug) {
            result = new WebResult.Failed(11200, "internal error: " + bug);
        } finally {
            lane.ended();
        }
        if (over.compareAndSet(false, true)) {
            stopTimer();
            whenDone.accept(result);
        }
    }

    private WebResult talk() throws ExchangeFailure, InterruptedException {
        Origin origin = Origin.of(request.url());
        @Nullable Connection idle = lane.take(origin, clock.nanos());
        if (idle != null) {
            hold(idle);
            try {
                return talkOver(idle);
            } catch (Connection.StaleConnection closedByServer) {
                if (over.get()) {
                    return new WebResult.Failed(11200, "cancelled");
                }
            }
        }
        long patience = request.limits().connect().toNanos();
        Connection fresh = connector.connect(origin, lane.lookups(), patience, this::hold);
        try {
            return talkOver(fresh);
        } catch (Connection.StaleConnection impossible) {
            throw new IllegalStateException("a new connection is not stale", impossible);
        }
    }

    private WebResult talkOver(Connection connection) throws ExchangeFailure, Connection.StaleConnection {
        boolean good = false;
        try {
            WebResult answer = connection.exchange(request);
            good = connection.reusable();
            return answer;
        } finally {
            held = null;
            if (!good || over.get()) {
                connection.close();
            } else if (lane.keep(connection, clock.nanos())) {
                keeping.accept(lane);
            }
        }
    }

    private void hold(Closeable resource) {
        held = resource;
        if (over.get()) {
            Connection.closeQuietly(resource);
        }
    }

    /// The whole time is over (contract §3, `tt`).
    void late() {
        end(new WebResult.Failed(
                11203, "no whole answer within " + request.limits().total().toMillis() + " ms"));
    }

    void refuse(WebResult.Failed failure) {
        end(failure);
    }

    @Override
    public void cancel() {
        end(null);
    }

    private void end(WebResult.@Nullable Failed failure) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        stopTimer();
        lane.forget(this);
        @Nullable Closeable resource = held;
        if (resource != null) {
            Connection.closeQuietly(resource);
        }
        if (failure != null) {
            whenDone.accept(failure);
        }
    }

    private void stopTimer() {
        @Nullable Cancellable timer = deadline;
        if (timer != null) {
            timer.cancel();
        }
    }
}

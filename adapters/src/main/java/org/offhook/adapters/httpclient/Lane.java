package org.offhook.adapters.httpclient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// One account's room in the client: so many exchanges at once, so many waiting, its idle connections, its
/// share of the resolver. What one account's servers do to it, no other account feels.
final class Lane {

    private final HttpLimits limits;
    private final Semaphore lookups;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private final Map<Origin, Deque<Kept>> idle = new HashMap<>();
    private int running;
    private int kept;

    private record Kept(Connection connection, long until) {}

    Lane(HttpLimits limits) {
        this.limits = limits;
        this.lookups = new Semaphore(limits.lookupsPerAccount());
    }

    Semaphore lookups() {
        return lookups;
    }

    /// Starts the exchange now or when another has ended.
    ///
    /// @return false when too many wait already
    boolean admit(Exchange exchange) {
        synchronized (this) {
            if (running >= limits.exchangesPerAccount()) {
                return waiting.size() < limits.waitingPerAccount() && waiting.add(exchange);
            }
            running++;
        }
        exchange.start();
        return true;
    }

    /// A waiting exchange is over; nothing happens when it does not wait.
    synchronized void forget(Exchange exchange) {
        waiting.remove(exchange);
    }

    /// A running exchange has ended.
    void ended() {
        @Nullable Exchange next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            next.start();
        }
    }

    /// The connection to this server that was used last, if one is still good.
    @Nullable
    Connection take(Origin origin, long now) {
        while (true) {
            @Nullable Kept last;
            synchronized (this) {
                @Nullable Deque<Kept> there = idle.get(origin);
                last = there == null ? null : there.pollLast();
                if (last == null) {
                    return null;
                }
                kept--;
            }
            if (last.until - now > 0 && !last.connection.chatters()) {
                return last.connection;
            }
            last.connection.close();
        }
    }

    /// @return whether it was kept; else it is closed
    boolean keep(Connection connection, long now) {
        synchronized (this) {
            if (kept < limits.idlePerAccount()) {
                idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>())
                        .addLast(new Kept(connection, now + connection.idleNanos()));
                kept++;
                return true;
            }
        }
        connection.close();
        return false;
    }

    /// Closes connections whose time is over.
    ///
    /// @return whether any are left
    boolean sweep(long now) {
        List<Kept> over = new ArrayList<>();
        boolean left;
        synchronized (this) {
            Iterator<Deque<Kept>> servers = idle.values().iterator();
            while (servers.hasNext()) {
                Deque<Kept> there = servers.next();
                there.removeIf(one -> {
                    boolean expired = one.until - now <= 0;
                    if (expired) {
                        over.add(one);
                    }
                    return expired;
                });
                if (there.isEmpty()) {
                    servers.remove();
                }
            }
            kept -= over.size();
            left = kept > 0;
        }
        over.forEach(one -> one.connection.close());
        return left;
    }
}

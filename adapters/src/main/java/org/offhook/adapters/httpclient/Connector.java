package org.offhook.adapters.httpclient;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.ByteBudget;

/// The only place of the client that opens sockets: name to addresses, addresses past the policy, a connection
/// to one of exactly those addresses, TLS with the certificate checked against the name.
final class Connector {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Guard guard;
    private final SSLContext tls;
    private final Clock clock;
    private final Scheduler scheduler;
    private final HttpLimits limits;
    private final ByteBudget bodies;

    Connector(Guard guard, SSLContext tls, Clock clock, Scheduler scheduler, HttpLimits limits) {
        this.guard = guard;
        this.tls = tls;
        this.clock = clock;
        this.scheduler = scheduler;
        this.limits = limits;
        this.bodies = new ByteBudget(limits.bodies(), limits.bodiesPerAccount());
    }

    /// @param share   of lookups, of the account that asks
    /// @param nanos   how long all of it may take
    /// @param holding told of each socket before it is used, so that a cancelled exchange can close it
    Connection connect(Origin origin, Semaphore share, long nanos, Consumer<Closeable> holding)
            throws ExchangeFailure, InterruptedException {
        long deadline = clock.nanos() + nanos;
        List<InetAddress> addresses = guard.addresses(origin, share, nanos);
        Socket socket = open(origin, addresses, deadline, holding);
        try {
            Socket secured = origin.secure() ? secure(origin, socket, deadline) : socket;
            return new Connection(origin, socket, secured, limits, bodies);
        } catch (IOException failure) {
            Connection.closeQuietly(socket);
            throw Failures.connecting(origin, failure);
        }
    }

    /// Tries the addresses in turn; each gets an equal part of the time that is left.
    private Socket open(Origin origin, List<InetAddress> addresses, long deadline, Consumer<Closeable> holding)
            throws ExchangeFailure {
        @Nullable IOException last = null;
        int tries = Math.min(addresses.size(), limits.addresses());
        for (int i = 0; i < tries; i++) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            holding.accept(socket);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(addresses.get(i), origin.port()), millisLeft(deadline) / (tries - i));
                return socket;
            } catch (IOException failure) {
                Connection.closeQuietly(socket);
                last = failure;
            }
        }
        throw Failures.connecting(origin, last == null ? new IOException("no address") : last);
    }

    private Socket secure(Origin origin, Socket socket, long deadline) throws ExchangeFailure {
        AtomicBoolean late = new AtomicBoolean();
        // A read time-out alone would let a server drip its handshake for ever.
        Cancellable alarm = scheduler.after(Duration.ofMillis(millisLeft(deadline)), () -> {
            late.set(true);
            Connection.closeQuietly(socket);
        });
        try {
            SSLSocket secured =
                    (SSLSocket) tls.getSocketFactory().createSocket(socket, origin.host(), origin.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (IOException failure) {
            Connection.closeQuietly(socket);
            throw Failures.securing(origin, late.get() ? new java.net.SocketTimeoutException() : failure);
        } finally {
            alarm.cancel();
        }
    }

    /// At least 1: zero would wait for ever.
    private int millisLeft(long deadline) {
        return (int) Math.max(1, (deadline - clock.nanos()) / NANOS_PER_MILLI);
    }
}

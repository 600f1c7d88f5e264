package org.offhook.adapters.httpclient;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Turns host names into addresses within a deadline. The system's resolver knows no deadline and holds the
/// thread that calls it, so it is called on a few platform threads; an account whose names resolve slowly can
/// occupy only its share of them.
final class Names implements AutoCloseable {

    private static final int QUEUE_PER_THREAD = 8;

    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    Names(Resolver resolver, int lookups) {
        this.resolver = resolver;
        this.threads = new ThreadPoolExecutor(
                lookups,
                lookups,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(lookups * QUEUE_PER_THREAD),
                Thread.ofPlatform().name("names-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// @param share of the account that asks
    /// @throws ExchangeFailure 11210 when there is no such host, 11201 when nobody said so in time
    List<InetAddress> resolve(Origin origin, Semaphore share, long nanos) throws ExchangeFailure, InterruptedException {
        InetAddress literal;
        try {
            literal = InetAddress.ofLiteral(origin.host());
        } catch (IllegalArgumentException aName) {
            return lookUp(origin, share, nanos);
        }
        // 0177.0.0.1 is one machine to some programs and another to others; 127.1 only looks harmless.
        if (origin.host().indexOf(':') < 0 && !literal.getHostAddress().equals(origin.host())) {
            throw new ExchangeFailure(
                    11210, "not an address: " + origin.host() + "; write " + literal.getHostAddress());
        }
        return List.of(literal);
    }

    private List<InetAddress> lookUp(Origin origin, Semaphore share, long nanos)
            throws ExchangeFailure, InterruptedException {
        if (!share.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            throw tooSlow(origin);
        }
        Future<List<InetAddress>> answer;
        try {
            answer = threads.submit(() -> {
                try {
                    return resolver.resolve(origin.host());
                } finally {
                    share.release();
                }
            });
        } catch (RejectedExecutionException busy) {
            share.release();
            throw tooSlow(origin);
        }
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw tooSlow(origin);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException) {
                throw new ExchangeFailure(11210, "there is no host " + origin.host());
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static ExchangeFailure tooSlow(Origin origin) {
        return new ExchangeFailure(11201, "the name " + origin.host() + " was not resolved in time");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package org.offhook.adapters.sipnet;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Location;
import org.offhook.core.signalling.net.Resolver;
import org.offhook.protocols.sip.SipUri;

/// Locates the servers of names, each on a virtual thread, a bounded number at once.
public final class AddressResolver implements Resolver {

    private static final int AT_ONCE = 64;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Location location;

    public AddressResolver(Location location) {
        this.location = location;
    }

    @Override
    public CompletionStage<List<Flow>> resolve(SipUri uri) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletableFuture<List<Flow>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("sip-resolve").start(() -> {
            try {
                answer.complete(location.of(uri));
            } finally {
                free.release();
                answer.complete(List.of());
            }
        });
        return answer;
    }
}

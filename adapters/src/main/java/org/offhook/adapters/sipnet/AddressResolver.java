package org.offhook.adapters.sipnet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Resolver;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.SipUri;

/// Looks names up by the system's resolver, each on a virtual thread, a bounded number at once: addresses of
/// the name and the port of the URI or of its transport (RFC 3263 §4.2 without SRV).
public final class AddressResolver implements Resolver {

    private static final int AT_ONCE = 64;

    private final Semaphore free = new Semaphore(AT_ONCE);

    @Override
    public CompletionStage<List<Flow>> resolve(SipUri uri) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletableFuture<List<Flow>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("sip-resolve").start(() -> {
            try {
                answer.complete(lookUp(uri));
            } catch (UnknownHostException _) {
                answer.complete(List.of());
            } finally {
                free.release();
                answer.complete(List.of());
            }
        });
        return answer;
    }

    private static List<Flow> lookUp(SipUri uri) throws UnknownHostException {
        String name = uri.transport();
        Transport named = name == null ? null : Transport.of(name);
        Transport transport = named == null ? Transport.UDP : named;
        int port = uri.port() == SipUri.NO_PORT ? transport.defaultPort() : uri.port();
        List<Flow> flows = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(uri.host())) {
            flows.add(Flows.of(transport, new InetSocketAddress(address, port), Flow.ANY));
        }
        return flows;
    }
}

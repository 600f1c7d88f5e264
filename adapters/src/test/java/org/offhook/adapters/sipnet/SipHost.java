package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.loop.ShardSetup;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Location;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.registrar.Registrar;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.registrar.Registration;

/// A signalling shard on real sockets of 127.0.0.1, whose calls do what a test says. Users `uNNNN` have the
/// password `secretNNNN`.
final class SipHost implements AutoCloseable {

    static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9 RTP/AVP 0
            """.replace("\n", "\r\n");

    private static final Registrar REGISTRAR = new Registrar(RegistrarLimits.DEFAULT);

    private final SipServer server;
    private final List<SignallingShard> shards = new ArrayList<>();
    private final SignallingShards signalling;
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    private final BlockingQueue<LegEvent> events = new LinkedBlockingQueue<>();
    private final BiConsumer<LegEvent, SipLeg> script;

    /// @param script what every incoming call does on an event; null is its begin
    SipHost(int port, int count, SipNetLimits limits, BiConsumer<LegEvent, SipLeg> script) {
        this(port, count, limits, new Secure(null, false, SipHost::noTrust), script);
    }

    private static SSLContext noTrust() {
        throw new IllegalStateException("this host opens no TLS");
    }

    SipHost(int port, int count, SipNetLimits limits, Secure secure, BiConsumer<LegEvent, SipLeg> script) {
        this.script = script;
        SecureRandom random = new SecureRandom();
        try {
            InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = SipServer.open(wanted, limits, secure, new MachineClock());
            Identity.Address address =
                    new Identity.Address("127.0.0.1", server.address().getPort());
            Identity.Address secured = new Identity.Address("127.0.0.1", server.securePort());
            Identity identity = new Identity(
                    Map.of(Transport.UDP, address, Transport.TCP, address, Transport.TLS, secured),
                    "Offhook",
                    new Capabilities(
                            List.of(
                                    Method.INVITE,
                                    Method.ACK,
                                    Method.CANCEL,
                                    Method.BYE,
                                    Method.OPTIONS,
                                    Method.INFO,
                                    Method.REGISTER),
                            Set.of(),
                            Map.of(Method.INVITE, List.of("application/sdp"))),
                    Set.of());
            for (int i = 0; i < count; i++) {
                ShardSetup setup = new ShardSetup(
                        identity,
                        SignallingLimits.STANDARD,
                        server.wire(),
                        new AddressResolver(new Location(
                                new SystemDns("dns:"), identity.addresses().keySet(), new Random(1))),
                        (_, leg) -> incoming(leg),
                        new Numbered(),
                        this::register,
                        random);
                shards.add(new SignallingShard(setup, server.waker(i)));
            }
            signalling = new SignallingShards(shards, random);
            server.start(shards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long answeredKeepAlives() {
        return server.answeredKeepAlives();
    }

    long cut(Limit limit) {
        return server.cutConnections(limit);
    }

    long droppedKeepAlives() {
        return server.droppedKeepAlives();
    }

    int port() {
        return server.address().getPort();
    }

    int securePort() {
        return server.securePort();
    }

    long connections() {
        return connections(Transport.TCP);
    }

    long connections(Transport transport) {
        return server.connections(transport);
    }

    long failedHandshakes() {
        return server.failedHandshakes();
    }

    Map<String, List<Binding>> bindings() {
        return bindings;
    }

    SipLeg call(String target, String sdp, OutgoingInvite.Credentials credentials, BiConsumer<LegEvent, SipLeg> then) {
        CompletableFuture<SipLeg> leg = new CompletableFuture<>();
        leg.complete(signalling.invite(
                new OutgoingInvite(target, null, "sip:host@127.0.0.1", null, target, Map.of(), sdp, credentials),
                event -> {
                    leg.thenAccept(known -> then.accept(event, known));
                    events.add(event);
                }));
        return leg.join();
    }

    /// The next event of this type that any leg hears.
    <T extends LegEvent> T await(Class<T> type) {
        try {
            for (int i = 0; i < 100; i++) {
                LegEvent event = events.poll(30, TimeUnit.SECONDS);
                if (event == null) {
                    break;
                }
                if (type.isInstance(event)) {
                    return type.cast(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    private Admission incoming(SipLeg leg) {
        script.accept(null, leg);
        return new Admission.Admitted(event -> {
            script.accept(event, leg);
            events.add(event);
        });
    }

    private CompletableFuture<Bindings.Accepted> register(
            Domain domain, String user, SipRequest register, Flow source) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        Registration result = REGISTRAR.apply(bindings.getOrDefault(user, List.of()), register, now);
        if (result instanceof Registration.Current current) {
            bindings.put(user, current.bindings());
        }
        return CompletableFuture.completedFuture(new Bindings.Accepted(result, now));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Numbered implements Users {

        @Override
        public Domain domain(String host) {
            return new Domain(host, host, Sid.parse("AC" + "0".repeat(32)).orElseThrow(), true, true, true);
        }

        @Override
        public List<DigestAlgorithm> digests() {
            return List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
        }

        @Override
        public CompletableFuture<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
            String username = claim.username();
            return CompletableFuture.completedFuture(
                    username.startsWith("u")
                            ? Optional.of(algorithm.secret(
                                    username, claim.domain().realm(), "secret" + username.substring(1)))
                            : Optional.empty());
        }
    }
}

package org.offhook.server.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.offhook.adapters.httpserver.SocketDoor;
import org.offhook.adapters.sipnet.AddressResolver;
import org.offhook.adapters.sipnet.Limit;
import org.offhook.adapters.sipnet.Secure;
import org.offhook.adapters.sipnet.SipNetLimits;
import org.offhook.adapters.sipnet.SipServer;
import org.offhook.adapters.sipnet.SystemDns;
import org.offhook.core.meters.Family;
import org.offhook.core.meters.Meters;
import org.offhook.core.signalling.Abilities;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Publications;
import org.offhook.core.signalling.loop.ShardCounts;
import org.offhook.core.signalling.loop.ShardSetup;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.net.Location;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Users;
import org.offhook.core.time.Clock;
import org.offhook.protocols.sip.Method;
import org.offhook.server.net.Advertised;

/// SIP: the sockets and the shard behind them. Opened first, so that a port that is taken is known before
/// anything else is done; wired when there is somebody to take calls; started last.
public final class SipRoom implements AutoCloseable {

    private static final List<Transport> STREAMS = List.of(Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS);

    private final SipServer server;
    private final Identity identity;
    private volatile List<SignallingShard> shards = List.of();

    private SipRoom(SipServer server, Identity identity) {
        this.server = server;
        this.identity = identity;
    }

    /// @param told    the addresses that others are told
    /// @param product for `Server` and `User-Agent`
    /// @param extra   methods besides those of calls
    /// @param infoPackages that are taken (RFC 6086)
    public static SipRoom open(
            InetSocketAddress address,
            Advertised told,
            String product,
            List<Method> extra,
            Set<String> infoPackages,
            SipNetLimits limits,
            Secure secure,
            Clock clock)
            throws IOException {
        SipServer server = SipServer.open(address, limits, secure, clock);
        Identity.Address shown =
                new Identity.Address(told.usual(), server.address().getPort());
        Identity.Address secured = new Identity.Address(told.usual(), server.securePort());
        Identity identity = new Identity(
                Map.of(Transport.UDP, shown, Transport.TCP, shown, Transport.TLS, secured),
                product,
                Abilities.with(extra),
                infoPackages,
                told.sip(),
                told.sound());
        return new SipRoom(server, identity);
    }

    /// @param web the port of the WebSockets; 0 when there are none
    public SignallingShards wire(
            int web,
            SignallingLimits limits,
            InviteHandler handler,
            Users users,
            Bans bans,
            Bindings bindings,
            TextHandler texts,
            List<EventPackage> packages,
            Publications publications,
            SystemDns dns,
            RandomGenerator random) {
        Identity shown = web == 0 ? identity : identity.at(web, Transport.WS, Transport.WSS);
        // Random, because names are looked up by many threads.
        Location location = new Location(dns, identity.addresses().keySet(), new Random(random.nextLong()));
        ShardSetup setup = new ShardSetup(
                shown,
                limits,
                server.wire(),
                new AddressResolver(location),
                handler,
                users,
                bans,
                bindings,
                texts,
                packages,
                publications,
                random);
        shards = List.of(new SignallingShard(setup, server.waker(0)));
        return new SignallingShards(shards, random);
    }

    /// Lets messages in.
    public void start() throws IOException {
        server.start(shards);
    }

    public int port() {
        return server.address().getPort();
    }

    /// SIP over WebSockets. What connects before [#start] is told to come again.
    SocketDoor sockets() {
        return new SipSockets(server);
    }

    /// The port of TLS; 0 when nobody can connect by it.
    int securePort() {
        return server.isSecure() ? server.securePort() : 0;
    }

    /// How late messages are read at least, in nanoseconds.
    long lateness() {
        return server.lateness();
    }

    void register(Meters meters) {
        meters.read(
                "offhook_sip_connections",
                Family.Type.GAUGE,
                "SIP connections by transport.",
                () -> STREAMS.stream()
                        .map(transport -> Meters.sample(
                                "", "transport", transport.parameter(), (double) server.connections(transport)))
                        .toList());
        meters.total(
                "offhook_sip_connections_refused",
                "SIP connections refused because their address has enough of them.",
                server::refusedConnections);
        meters.read(
                "offhook_sip_connections_cut",
                Family.Type.COUNTER,
                "SIP connections closed because of a limit: idle, slow, no room, not reading, or not opened in time.",
                () -> Stream.of(Limit.values())
                        .map(limit -> Meters.sample("", "limit", limit.label(), (double) server.cutConnections(limit)))
                        .toList());
        meters.gauge(
                "offhook_sip_loss_wanted",
                "Of a hundred calls, how many neighbours that understand it are asked not to send.",
                () -> counts().loss());
        meters.total(
                "offhook_sip_held_back",
                "Calls that were not sent because the far end asked for fewer.",
                () -> counts().heldBack());
        meters.gauge(
                "offhook_sip_places_down",
                "Servers behind names that failed and are tried last.",
                () -> counts().placesDown());
        meters.total(
                "offhook_sip_left_out",
                "Provisional SIP responses beyond the limits of early dialogs and of those that wait.",
                () -> counts().leftOut());
        meters.total(
                "offhook_sip_sessions_too_short",
                "SIP requests refused with 422 because they want a session refreshed too often.",
                () -> counts().tooShort());
        meters.total(
                "offhook_sip_keep_alives",
                "STUN binding requests on the SIP port that were answered.",
                server::answeredKeepAlives);
        meters.total(
                "offhook_sip_keep_alives_dropped",
                "STUN on the SIP port that was too much, or no binding request.",
                server::droppedKeepAlives);
        meters.total(
                "offhook_sip_tls_failed",
                "TLS connections that failed before a SIP message, either way.",
                server::failedHandshakes);
        meters.gauge(
                "offhook_sip_late_ms",
                "Milliseconds for which there was always another datagram to read.",
                () -> lateness() / 1e6);
        meters.total("offhook_sip_messages_received", "SIP messages that were understood.", () -> counts().received());
        meters.total(
                "offhook_sip_messages_rejected", "SIP requests refused for their form.", () -> counts().rejected());
        meters.total(
                "offhook_sip_messages_unusable",
                "Datagrams and stream contents that could not even be refused.",
                () -> counts().unusable());
        meters.total(
                "offhook_sip_messages_stray",
                "SIP responses and ACKs that belong to nothing here.",
                () -> counts().stray());
        meters.total(
                "offhook_sip_overloaded",
                "SIP requests refused with 503 for want of room.",
                () -> counts().overloaded());
        meters.total(
                "offhook_sip_shut_out",
                "SIP requests refused because their sender has guessed passwords too often.",
                () -> counts().shutOut());
        meters.gauge("offhook_sip_transactions", "SIP transactions that are not over.", () -> counts().transactions());
        meters.gauge("offhook_sip_dialogs", "SIP dialogs.", () -> counts().dialogs());
        meters.gauge(
                "offhook_sip_subscriptions",
                "Subscriptions to events that have not ended.",
                () -> counts().subscriptions());
        meters.total(
                "offhook_sip_subscriptions_refused",
                "SUBSCRIBE refused with 503 because there are too many, in all, of the account or from the address.",
                () -> counts().subscriptionsRefused());
        meters.gauge("offhook_sip_half_open", "Incoming INVITEs without a final response.", () -> counts().halfOpen());
    }

    private ShardCounts counts() {
        return shards.stream().map(SignallingShard::latest).reduce(ShardCounts.NONE, ShardCounts::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

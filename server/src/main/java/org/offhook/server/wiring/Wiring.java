package org.offhook.server.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.offhook.adapters.sipnet.SystemDns;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.calls.Door;
import org.offhook.core.limits.Pressure;
import org.offhook.core.limits.Throttle;
import org.offhook.core.media.Sounds;
import org.offhook.core.meters.Counter;
import org.offhook.core.presence.Addresses;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.net.ToldByNetwork;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Domain;
import org.offhook.media.shard.MediaSettings;
import org.offhook.protocols.sip.Method;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.HostPort;
import org.offhook.server.mail.MailRoom;
import org.offhook.server.metrics.HeapWatch;
import org.offhook.server.net.Advertised;
import org.offhook.server.net.Hosts;
import org.offhook.server.presence.PresenceRoom;

/// Puts the rooms together. [#furnish] reads like a floor plan; each other method furnishes one room.
///
/// The order matters twice: what others need is opened before them and closed after them, and everything that
/// can fail for reasons of the operator (a folder, a port) is opened before anything is done that the world can
/// see.
public final class Wiring {

    private final Configuration configuration;
    private final String version;
    private final Closers closers = new Closers();
    private final Foundation base;

    private Wiring(Configuration configuration, String version) {
        this.configuration = configuration;
        this.version = version;
        this.base = Foundation.lay(configuration.seed(), closers);
    }

    /// Starts a server; when this returns, it takes calls.
    ///
    /// @throws IOException when something cannot be opened, with one line for the operator
    public static Server start(Configuration configuration, String version) throws IOException {
        Wiring wiring = new Wiring(configuration, version);
        try {
            return wiring.furnish();
        } catch (IOException | RuntimeException failure) {
            wiring.closers.close();
            throw failure;
        }
    }

    private Server furnish() throws IOException {
        Ground ground = Ground.open(configuration, base, closers);
        WebRoom web = WebRoom.open(configuration, base, closers);
        TlsRoom tls = tls(ground.folder());
        SipRoom sip = closers.add(sip(tls));
        MediaRoom media = closers.add(media());
        Readiness readiness = new Readiness(version, configuration.profile(), ground.database()::problem);
        HostPort https = configuration.https();
        Front front = Front.open(
                address(configuration.http(), "--http"),
                tls.web(
                        https == null ? null : address(https, "--https"),
                        configuration.tls().hsts()),
                readiness,
                base.scripts(),
                List.of(sip.sockets()),
                closers);
        front.register(base.meters());

        Server.Addresses addresses = addresses(sip, front);
        Sounds sounds = SoundRoom.open(
                configuration, web, ground.folder(), ground.first().account().sid(), base, closers);
        Recognition recognition = RecognitionRoom.open(
                configuration, web, ground.first().account().sid(), base, closers);
        Late<SignallingShards> late = new Late<>();
        DomainRoom domains = DomainRoom.open(
                configuration,
                base,
                ground,
                web,
                (account, removed) -> late.get().review(account, removed));
        Domain home = SipUsers.home(
                configuration.registrar(), ground.first().account().sid());
        Watchers watchers = address -> late.get().changed(address);
        RegistrationDesk registrations = CallRoom.registrations(configuration, ground, base, home, watchers);
        CarrierRoom carriers = CarrierRoom.open(configuration, base);
        Late<CallDesk> desk = new Late<>();
        SipUsers users = users(home, domains, addresses);
        Late<TextHandler> texts = new Late<>();
        PresenceRoom presence = PresenceRoom.open(
                configuration.presence(),
                base.clock(),
                base.scheduler(),
                base.sids(),
                ground.store(),
                ground.log(),
                registrations,
                new Addresses(users, home, sip.port()),
                watchers);
        presence.register(base.meters());
        ground.onlookers().add(presence.lamps());
        Bans bans = new Bans(configuration.signalling());
        base.meters()
                .gauge(
                        "offhook_sip_bans",
                        "Users and addresses that are shut out for guessing passwords.",
                        () -> bans.list(base.clock().nanos()).size());
        base.meters()
                .total(
                        "offhook_sip_guesses_early",
                        "Passwords that were not looked at because they came too soon after wrong ones.",
                        bans::early);
        SignallingShards signalling =
                signalling(sip, media, desk, texts, presence, registrations, users, bans, addresses);
        late.set(signalling);
        CallRoom calls = CallRoom.open(
                configuration,
                base,
                ground,
                web,
                sounds,
                recognition,
                signalling,
                signalling,
                media.media(),
                registrations,
                domains,
                carriers,
                addresses,
                MailRoom.server(configuration.mail(), tls.trust()));
        desk.set(calls.calls());
        texts.set(calls.texts());

        presence.desk().recover();
        calls.recover();
        calls.register(base.meters());
        carriers.register(base.meters());
        carriers.watch(configuration, signalling, base);
        front.open(ApiRoom.open(configuration, base, ground, calls, domains, bans, readiness));
        sip.start();
        readiness.ready(calls.calls()::active);
        return new Server(
                closers,
                addresses,
                ground.first(),
                calls.calls(),
                signalling,
                front.listener(),
                base.scripts(),
                ground.store(),
                readiness);
    }

    private TlsRoom tls(DataFolder folder) throws IOException {
        InetAddress address = Hosts.local(configuration.sip().host(), "--sip");
        String told = Hosts.told(address, configuration.publicAddress());
        TlsRoom tls = TlsRoom.open(configuration, folder.folder("tls"), told, base.clock());
        tls.register(base.meters(), base.clock());
        return tls;
    }

    private SipRoom sip(TlsRoom tls) throws IOException {
        InetSocketAddress address = address(configuration.sip(), "--sip");
        Advertised told = Advertised.of(
                address.getAddress(),
                Hosts.local(configuration.media().host(), "--media"),
                configuration.publicAddress(),
                configuration.publicAddresses(),
                base.clock());
        SipRoom room = SipRoom.open(
                address,
                told,
                "Offhook/" + version,
                List.of(Method.REGISTER, Method.MESSAGE, Method.SUBSCRIBE, Method.PUBLISH),
                Set.of(),
                configuration.sipLimits().net(),
                tls.secure(),
                base.clock());
        room.register(base.meters());
        return room;
    }

    private MediaRoom media() throws IOException {
        InetAddress address = Hosts.local(configuration.media().host(), "--media");
        String told = Hosts.told(address, configuration.publicAddress());
        MediaSettings standard = MediaSettings.DEFAULT;
        MediaSettings settings = new MediaSettings(
                standard.learning(),
                configuration.limits().mediaSilence(),
                standard.keysInBand(),
                standard.fillSilence(),
                configuration.codecs());
        MediaRoom room = MediaRoom.open(
                configuration.media(),
                address,
                told,
                WebRoom.destinations(configuration),
                settings,
                base.clock(),
                base.random());
        room.register(base.meters());
        return room;
    }

    /// Calls are let in at the configured rate; the desk decides about the rest.
    private SignallingShards signalling(
            SipRoom sip,
            MediaRoom media,
            Late<CallDesk> desk,
            Late<TextHandler> texts,
            PresenceRoom presence,
            RegistrationDesk registrations,
            SipUsers users,
            Bans bans,
            Server.Addresses addresses) {
        Throttle throttle = new Throttle(configuration.limits().callsPerSecond(), base.clock());
        Counter throttled = base.meters()
                .counter(
                        "offhook_calls_throttled",
                        "Calls refused because they came too fast or the machine was too late.");
        Door door = new Door(
                pressure(sip, media)::lateness,
                configuration.limits().callStart(),
                throttle,
                throttled::count,
                desk::get);
        return sip.wire(
                addresses.local().getPort(),
                configuration
                        .signalling()
                        .with(
                                configuration.sipLimits().dialogs(),
                                configuration.subscriptions(),
                                configuration.sipLimits().outages()),
                door,
                users,
                bans,
                registrations,
                later(texts),
                presence.packages(),
                presence.desk(),
                new SystemDns(configuration.nameServers()),
                base.random());
    }

    private Pressure pressure(SipRoom sip, MediaRoom media) {
        HeapWatch heap =
                HeapWatch.start(base.scheduler(), configuration.limits().heap());
        base.meters()
                .gauge("offhook_heap_kept", "The part of the heap that a full collection leaves in use.", heap::kept);
        return new Pressure(
                sip::lateness,
                media::lateness,
                configuration.limits().soundLate(),
                heap::kept,
                configuration.limits().heap());
    }

    /// Messages come in before the room that takes them is furnished.
    private static TextHandler later(Late<TextHandler> texts) {
        return new TextHandler() {
            @Override
            public Proof proof(IncomingText text) {
                return texts.get().proof(text);
            }

            @Override
            public CompletionStage<Integer> received(IncomingText text) {
                return texts.get().received(text);
            }
        };
    }

    private SipUsers users(Domain home, DomainRoom domains, Server.Addresses addresses) {
        Stream<String> told = configuration.publicAddresses().stream().map(ToldByNetwork.Rule::address);
        List<String> hosts = Stream.concat(
                        told,
                        Stream.of(addresses.host(), configuration.sip().host().toLowerCase(Locale.ROOT), "localhost"))
                .toList();
        return new SipUsers(configuration.registrar(), home, hosts, domains.users());
    }

    private Server.Addresses addresses(SipRoom sip, Front front) throws IOException {
        InetSocketAddress listening = address(configuration.sip(), "--sip");
        String host = Hosts.told(listening.getAddress(), configuration.publicAddress());
        HostPort http = configuration.http().withPort(front.listener().port());
        InetAddress web = Hosts.local(http.host(), "--http");
        URI api = configuration.publicUrl() == null
                ? URI.create("http://" + new HostPort(Hosts.told(web, configuration.publicAddress()), http.port()))
                : configuration.publicUrl();
        URI local = URI.create("http://" + (web.isAnyLocalAddress() ? http.withHost("127.0.0.1") : http));
        return new Server.Addresses(
                api,
                local,
                host,
                new HostPort(host, sip.port()),
                sip.securePort(),
                front.listener().securePort(),
                configuration.media().toString());
    }

    private static InetSocketAddress address(HostPort at, String flag) throws IOException {
        return new InetSocketAddress(Hosts.local(at.host(), flag), at.port());
    }
}

package org.offhook.core.signalling.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.Abilities;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.TextHandler.Proof;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.event.Compositor;
import org.offhook.protocols.sip.event.Publication;
import org.offhook.protocols.sip.event.Publish;
import org.offhook.protocols.sip.event.Published;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.registrar.Registrar;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.registrar.Registration;
import org.offhook.protocols.sip.transaction.Timers;

/// A shard with an address in a [World], whose scripts do what the test says and write down what they hear.
final class Node {

    static final String REALM = "example.com";

    private static final Domain HOME =
            new Domain(REALM, REALM, Sid.parse("AC" + "0".repeat(32)).orElseThrow(), true, true, true);

    /// A domain of another account.
    private static final Domain OTHERS = new Domain(
            "example.org", "example.org", Sid.parse("AC" + "1".repeat(32)).orElseThrow(), true, false, true);

    final String address;
    final SignallingShard shard;
    final SignallingShards signalling;
    final List<String> heard = new ArrayList<>();
    final List<LegEvent.Reoffered> offers = new ArrayList<>();
    final List<IncomingInvite> invites = new ArrayList<>();
    final Map<String, List<Binding>> bindings = new LinkedHashMap<>();
    final Map<String, String> passwords = new HashMap<>();
    final Map<String, List<Publication>> published = new HashMap<>();
    /// What the packages of events tell, by user.
    final Map<String, String> moods = new HashMap<>();
    private final World world;
    private Domain home = HOME;
    private Function<SipUri, List<Flow>> places = _ -> List.of();
    private boolean unread;
    private Function<IncomingText, Proof> proof = _ -> null;
    private Function<IncomingInvite, InviteHandler.Admission> admission = _ -> null;
    boolean full;
    private BiConsumer<LegEvent, SipLeg> script = (_, _) -> {};
    private SipLeg incoming;
    private Duration writeTime = Duration.ofMillis(5);
    private long due = Timers.NEVER;

    final Bans bans;

    Node(World world, String address) {
        this(world, address, SignallingLimits.STANDARD);
    }

    Node(World world, String address, SignallingLimits limits) {
        this.world = world;
        this.address = address;
        Identity.Address shown = new Identity.Address(address, 5060);
        Identity identity = new Identity(
                Map.of(Transport.UDP, shown, Transport.TCP, shown),
                "Test/1",
                Abilities.with(List.of(Method.REGISTER, Method.MESSAGE, Method.SUBSCRIBE, Method.PUBLISH)),
                Set.of("good"));
        bans = new Bans(limits);
        ShardSetup setup = new ShardSetup(
                identity,
                limits,
                (flow, bytes) -> world.send(address, flow, bytes),
                uri -> CompletableFuture.completedFuture(places.apply(uri)),
                new Calls(),
                new Passwords(),
                bans,
                this::register,
                new Reader(),
                List.of(new Moods(true), new Moods(false)),
                this::publish,
                new Random(address.hashCode()));
        shard = new SignallingShard(setup, () -> world.after(0, this::pump));
        signalling = new SignallingShards(List.of(shard), new Random(address.hashCode() + 1));
        world.listen(address, (flow, bytes) -> {
            shard.received(flow, bytes, world.now());
            pump();
        });
    }

    /// The account of its domain is suspended.
    void suspend() {
        home = new Domain(HOME.name(), HOME.realm(), HOME.account(), true, true, false);
    }

    /// A user is removed.
    void remove(String user) {
        passwords.remove(user);
        signalling.review(HOME.account(), user);
        pump();
    }

    /// Where names are.
    void resolver(Function<SipUri, List<Flow>> known) {
        places = known;
    }

    /// Answers calls that come in; null admits them and hands their events to the script.
    void admit(Function<IncomingInvite, InviteHandler.Admission> how) {
        admission = how;
    }

    /// What all scripts here do on an event.
    void script(BiConsumer<LegEvent, SipLeg> how) {
        script = how;
    }

    /// How long it takes until a binding is durable.
    void writeTime(Duration time) {
        writeTime = time;
    }

    SipLeg incoming() {
        return incoming;
    }

    SipLeg call(String target, String sdp) {
        return call(target, sdp, null);
    }

    SipLeg call(String target, String sdp, OutgoingInvite.Credentials credentials) {
        return call(target, sdp, credentials, null);
    }

    SipLeg call(String target, String sdp, OutgoingInvite.Credentials credentials, DestinationPolicy destinations) {
        return call(target, null, sdp, credentials, destinations);
    }

    SipLeg call(
            String target,
            String route,
            String sdp,
            OutgoingInvite.Credentials credentials,
            DestinationPolicy destinations) {
        SipLeg[] leg = new SipLeg[1];
        leg[0] = signalling.invite(
                new OutgoingInvite(
                        target,
                        route,
                        "sip:caller@" + REALM,
                        "Caller",
                        target,
                        Map.of("X-Test", "yes"),
                        sdp,
                        credentials,
                        destinations),
                event -> hear(event, leg[0]));
        return leg[0];
    }

    /// Nothing is left but what was counted.
    boolean isEmpty() {
        ShardCounts counts = shard.counts();
        return counts.legs() == 0 && counts.halfOpen() == 0 && counts.transactions() == 0 && counts.dialogs() == 0;
    }

    void pump() {
        shard.run(world.now());
        long next = shard.deadline();
        if (next != Timers.NEVER && (next < due || due <= world.now())) {
            due = next;
            world.after(Math.max(0, next - world.now()), this::pump);
        }
    }

    /// What is written from now on is for nobody here.
    void nobodyReads() {
        unread = true;
    }

    /// What senders of messages have to prove.
    void prove(Function<IncomingText, Proof> what) {
        proof = what;
    }

    private final class Reader implements TextHandler {

        @Override
        public Proof proof(IncomingText text) {
            Proof decided = proof.apply(text);
            return decided == null ? TextHandler.super.proof(text) : decided;
        }

        @Override
        public CompletableFuture<Integer> received(IncomingText text) {
            heard.add("Text " + text.from() + " " + text.to() + " " + text.body()
                    + (text.user() == null ? "" : " by " + text.user()));
            return CompletableFuture.completedFuture(unread ? 404 : 200);
        }
    }

    private final class Calls implements InviteHandler {

        @Override
        public boolean takesMore() {
            return !full;
        }

        @Override
        public Admission incoming(IncomingInvite invite, SipLeg leg) {
            invites.add(invite);
            incoming = leg;
            Admission decided = admission.apply(invite);
            if (decided != null) {
                return decided;
            }
            world.after(0, () -> {
                heard.add("Invited " + invite.sdp());
                script.accept(null, leg);
            });
            return new Admission.Admitted(event -> hear(event, leg));
        }
    }

    private void hear(LegEvent event, SipLeg leg) {
        heard.add(shortly(event));
        if (event instanceof LegEvent.Reoffered offer) {
            offers.add(offer);
        }
        script.accept(event, leg);
    }

    private static String shortly(LegEvent event) {
        return switch (event) {
            case LegEvent.Ringing(int status, String sdp) -> "Ringing " + status + " " + sdp;
            case LegEvent.Answered answered -> "Answered " + answered.sdp();
            case LegEvent.Confirmed _ -> "Confirmed";
            case LegEvent.Refused refused -> "Refused " + refused.status();
            case LegEvent.Rerouted(String from, int status) -> "Rerouted " + from + " " + status;
            case LegEvent.NotAdmitted(String host) -> "NotAdmitted " + host;
            case LegEvent.Reoffered offer -> "Reoffered " + offer.sdp();
            case LegEvent.Renegotiated(String sdp) -> "Renegotiated " + sdp;
            case LegEvent.OfferRefused(int status) -> "OfferRefused " + status;
            case LegEvent.Digits(String digits) -> "Digits " + digits;
            case LegEvent.Referred(String target, String replaces, String by) ->
                "Referred " + target + " " + replaces + " " + by;
            case LegEvent.ReferAnswered(int status) -> "ReferAnswered " + status;
            case LegEvent.ReferTold(int status, boolean last) -> "ReferTold " + status + " " + last;
            case LegEvent.Info info -> "Info " + info.contentType() + " " + info.body();
            case LegEvent.Ended(LegEvent.Cause cause, int status) -> "Ended " + cause + " " + status;
        };
    }

    private CompletableFuture<Bindings.Accepted> register(
            Domain domain, String user, SipRequest register, Flow source) {
        long now = Duration.ofNanos(world.now()).toSeconds();
        Registration registration =
                new Registrar(RegistrarLimits.DEFAULT).apply(bindings.getOrDefault(user, List.of()), register, now);
        if (registration instanceof Registration.Current current) {
            bindings.put(user, current.bindings());
        }
        CompletableFuture<Bindings.Accepted> durable = new CompletableFuture<>();
        world.after(writeTime.toNanos(), () -> durable.complete(new Bindings.Accepted(registration, now)));
        return durable;
    }

    private CompletableFuture<Published> publish(Watched by, Publish publish, String tag) {
        long now = Duration.ofNanos(world.now()).toSeconds();
        List<Publication> before = published.getOrDefault(by.user(), List.of());
        Published outcome = new Compositor(60, 3_600, 2).apply(before, publish, tag, now);
        if (outcome instanceof Published.Accepted accepted) {
            published.put(by.user(), accepted.left());
        }
        CompletableFuture<Published> durable = new CompletableFuture<>();
        world.after(writeTime.toNanos(), () -> durable.complete(outcome));
        return durable;
    }

    /// Says that a user is in another mood.
    void mood(String user, String mood) {
        moods.put(user, mood);
        signalling.changed(new Watched(HOME.account(), REALM, user));
        pump();
    }

    /// Two packages of events with the same state: `mood` for everybody, `secret` for oneself.
    private final class Moods implements EventPackage {

        private final boolean open;

        Moods(boolean open) {
            this.open = open;
        }

        @Override
        public String name() {
            return open ? "mood" : "secret";
        }

        @Override
        public String contentType() {
            return "text/mood";
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(5);
        }

        @Override
        public boolean admits(Watched who, Watched address) {
            return open || who.equals(address);
        }

        @Override
        public String document(Watched address, String entity, int version) {
            return version + " " + entity + " " + moods.getOrDefault(address.user(), "none");
        }
    }

    private final class Passwords implements Users {

        @Override
        public Domain domain(String host) {
            if (host.equals("example.org")) {
                return OTHERS;
            }
            return host.equals(REALM) || host.equals(address) ? home : null;
        }

        @Override
        public boolean has(Watched user) {
            return passwords.containsKey(user.user());
        }

        @Override
        public List<DigestAlgorithm> digests() {
            return List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
        }

        @Override
        public CompletableFuture<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
            return CompletableFuture.completedFuture(Optional.ofNullable(passwords.get(claim.username()))
                    .map(password ->
                            algorithm.secret(claim.username(), claim.domain().realm(), password)));
        }
    }
}

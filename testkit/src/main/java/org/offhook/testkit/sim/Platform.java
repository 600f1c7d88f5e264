package org.offhook.testkit.sim;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.calls.CallTools;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.ConferenceTools;
import org.offhook.core.domains.Gate.Verdict;
import org.offhook.core.domains.SipBook;
import org.offhook.core.emails.EmailDesk;
import org.offhook.core.emails.EmailLimits;
import org.offhook.core.emails.EmailTools;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.messages.CallOrders;
import org.offhook.core.messages.MessageDesk;
import org.offhook.core.messages.MessageLimits;
import org.offhook.core.messages.MessageTools;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueTools;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.recognition.RecognitionDesk;
import org.offhook.core.signalling.Abilities;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.loop.ShardSetup;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.register.Users;
import org.offhook.core.sounds.MediaLayer;
import org.offhook.core.sounds.PromptStore;
import org.offhook.core.sounds.SoundLimits;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.transcriptions.TranscriptionDesk;
import org.offhook.core.transcriptions.TranscriptionTools;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.MediaKeys;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.core.trunks.Trunk;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.verbs.Verbs;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.testkit.fakes.FakeEars;
import org.offhook.testkit.fakes.FakeMail;
import org.offhook.testkit.fakes.FakeStreams;
import org.offhook.testkit.fakes.FakeTexts;
import org.offhook.testkit.fakes.FakeVoice;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.fakes.MemoryRecordings;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Network;
import org.offhook.testkit.sound.Air;
import org.offhook.testkit.sound.SilentMedia;
import org.offhook.testkit.store.MemoryStore;

/// The platform as production wires it, with the edges of a world in place of sockets, disks and threads.
final class Platform {

    static final Address SIP = Address.of("10.0.0.1:5060");
    static final Address CARRIER = Address.of("10.0.9.1:5060");

    private static final Capabilities CAPABILITIES = Abilities.with(List.of(Method.REGISTER));
    /// The standard ones, but for a megabyte of nonces: worlds are many and small.
    private static final SignallingLimits LIMITS = limits(SignallingLimits.STANDARD);

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int FIRST_PORT = 10_000;
    private static final URI URL = URI.create("http://api.example");
    private static final Geography NOWHERE = number -> Geography.Place.UNKNOWN;

    private final Timeline timeline;
    private final Machine machine;
    private final int life;
    private final WatchedStore store;
    private final Sids sids;
    private final NumberDesk numbers;
    private final SilentMedia media;
    private final SimulatedSignalling signalling;
    private final CallDesk desk;
    private final EmailDesk emails;
    private final MessageDesk messages;
    private final ConferenceDesk conferences;
    private final QueueDesk queues;

    /// What outlives a power cut.
    ///
    /// @param registered where users of the SIP domain are
    record Ground(
            Timeline timeline,
            Network network,
            Air air,
            FakeWeb web,
            FakeTexts texts,
            FakeMail mail,
            FakeStreams streams,
            MemoryStore disk,
            MemoryRecordings recordings,
            Map<String, List<Binding>> registered,
            WorldOptions options,
            Consumer<Change> watcher) {}

    /// @param life 0 for the first one on this ground, 1 after a power cut, …; draws of its own for each
    Platform(Ground ground, int life) {
        this.timeline = ground.timeline();
        this.machine = new Machine(timeline);
        this.life = life;
        store = new WatchedStore(ground.disk(), ground.watcher());
        sids = new Sids(random("sids"));
        numbers = new NumberDesk(store, machine, sids);
        media = new SilentMedia(
                timeline, ground.air(), SIP.host(), FIRST_PORT, ground.options().ports(), SILENCE);
        Answering answering = new Answering();
        signalling = signalling(ground.network(), answering);
        EventLog log = new EventLog(store, sids);
        Application application = new Application(machine, sids);
        Deliveries deliveries =
                new Deliveries(machine, machine, random("deliveries"), sids, store, log, machine, ground.web());
        emails = new EmailDesk(new EmailTools(
                machine,
                machine,
                machine,
                random("e-mails"),
                sids,
                store,
                log,
                deliveries,
                ground.mail(),
                EmailLimits.STANDARD));
        messages = messages(ground, log, application, deliveries, answering);
        conferences = new ConferenceDesk(new ConferenceTools(
                machine, machine, sids, store, log, deliveries, media, ground.recordings(), URL, Prices.FREE));
        queues = new QueueDesk(new QueueTools(machine, sids, store, log));
        desk = new CallDesk(tools(ground, log, application, deliveries));
        answering.desk = desk;
        ground.texts().start(messages);
    }

    private RandomGenerator random(String purpose) {
        return timeline.random(life == 0 ? purpose : purpose + " " + life);
    }

    /// Puts in order what the life before left, as the server does when it starts.
    void recover() {
        desk.recover();
        messages.recover();
        emails.recover();
    }

    /// Everything stops, at once and without a word to anybody.
    void powerFails() {
        machine.powerOff();
        store.cut();
        signalling.stop();
        media.powerOff();
        timeline.stage().abandon();
    }

    boolean off() {
        return machine.off();
    }

    /// The signalling, the messages and the desk need each other; the desk comes last.
    private static final class Answering implements InviteHandler, CallOrders {
        private @Nullable CallDesk desk;

        @Override
        public boolean takesMore() {
            return Objects.requireNonNull(desk).takesMore();
        }

        @Override
        public Admission incoming(
                org.offhook.core.signalling.IncomingInvite invite, org.offhook.core.signalling.SipLeg leg) {
            if (desk == null) {
                throw new IllegalStateException("a call before there was a desk");
            }
            return desk.incoming(invite, leg);
        }

        @Override
        public Outcome<Sid> order(Sid account, String from, String to, String document, Instant when) {
            return Objects.requireNonNull(desk).order(account, from, to, document, when);
        }
    }

    private static SignallingLimits limits(SignallingLimits standard) {
        return new SignallingLimits(
                standard.wire(),
                standard.datagram(),
                standard.legs(),
                standard.halfOpen(),
                standard.halfOpenPerSource(),
                standard.transactions(),
                standard.commands(),
                standard.ringing(),
                standard.decision(),
                256,
                standard.nonceLife(),
                standard.guesses(),
                standard.retryAfterMin(),
                standard.retryAfterMax(),
                standard.dialogs(),
                standard.subscriptions(),
                standard.outages());
    }

    private SimulatedSignalling signalling(Network network, InviteHandler handler) {
        Identity identity = new Identity(
                Map.of(Transport.UDP, new Identity.Address(SIP.host(), SIP.port())), "Offhook", CAPABILITIES, Set.of());
        ShardSetup setup = new ShardSetup(
                identity,
                LIMITS,
                SimulatedSignalling.wire(machine, network, SIP),
                uri -> CompletableFuture.completedFuture(List.of()),
                handler,
                Users.NOBODY,
                (realm, user, register, source) ->
                        CompletableFuture.failedFuture(new IllegalStateException("nobody registers here")),
                random("signalling"));
        return new SimulatedSignalling(timeline, machine, network, SIP, setup);
    }

    private MessageDesk messages(
            Ground ground, EventLog log, Application application, Deliveries deliveries, Answering answering) {
        return new MessageDesk(new MessageTools(
                machine,
                sids,
                machine,
                machine,
                store,
                log,
                numbers,
                NOWHERE,
                ground.web(),
                application,
                deliveries,
                List.of(ground.texts()),
                answering,
                emails,
                MessageLimits.DEFAULT,
                Prices.FREE,
                tolls(log, deliveries)));
    }

    private TollGuard tolls(EventLog log, Deliveries deliveries) {
        return new TollGuard(TollLimits.NONE, store, new UsageDesk(store, Prices.FREE), log, deliveries, machine);
    }

    private CallTools tools(Ground ground, EventLog log, Application application, Deliveries deliveries) {
        CallTools.Base base =
                new CallTools.Base(machine, machine, machine, random("calls"), sids, store, log, numbers, Prices.FREE);
        CallTools.Lines lines = new CallTools.Lines(
                new SignallingShards(List.of(signalling.shard()), random("call ids")),
                media,
                user -> ground.registered().getOrDefault(user, List.of()),
                new SipBook(store),
                invite -> Verdict.ADMITTED,
                ground.options().carrier()
                        ? Carriers.of(machine, new Trunk("carrier", "sip:" + CARRIER, null))
                        : Carriers.of(machine),
                tolls(log, deliveries),
                DestinationPolicy.open(),
                MediaKeys.STANDARD,
                List.of(),
                SIP.host(),
                URL);
        FakeVoice voice = new FakeVoice();
        MediaLayer sounds = new MediaLayer(
                ground.web(), List.of(voice), PromptStore.NONE, voice, machine, machine, SoundLimits.DEFAULT);
        Recognition ears = new RecognitionDesk(List.of(new FakeEars()), machine, 100);
        return new CallTools(
                base,
                lines,
                sounds,
                ears,
                ground.recordings(),
                new TranscriptionDesk(new TranscriptionTools(
                        machine, machine, sids, store, log, deliveries, ground.recordings(), ears, URL, Prices.FREE)),
                ground.web(),
                application,
                deliveries,
                messages,
                emails,
                NOWHERE,
                new Verbs(),
                ground.options().limits(),
                new CallTools.Meetings(conferences, queues),
                ground.streams().tools(true));
    }

    Store store() {
        return store;
    }

    Sids sids() {
        return sids;
    }

    NumberDesk numbers() {
        return numbers;
    }

    CallDesk desk() {
        return desk;
    }

    ConferenceDesk conferences() {
        return conferences;
    }

    QueueDesk queues() {
        return queues;
    }

    SilentMedia media() {
        return media;
    }

    SimulatedSignalling signalling() {
        return signalling;
    }
}

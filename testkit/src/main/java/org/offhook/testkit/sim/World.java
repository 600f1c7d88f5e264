package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakeMail;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.fakes.FakeStreams;
import org.offhook.testkit.fakes.FakeTexts;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.fakes.MemoryRecordings;
import org.offhook.testkit.fakes.Surroundings;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Network;
import org.offhook.testkit.sim.invariants.Observation;
import org.offhook.testkit.sound.Air;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// A world with the platform in it. Nothing happens in it until [#run] or one of its sisters; then everything
/// happens in order of virtual time, on the calling thread, and every law of
/// [org.offhook.testkit.sim.invariants.Invariants] is checked after every step.
///
/// Closing it hangs up what still talks, waits until everything has come to rest, and checks that nothing is
/// left.
public final class World implements AutoCloseable {

    private static final Duration LONGEST_RUN = Duration.ofHours(24);

    /// SIP transactions and dialogs are remembered for 32 s after their last message, twice in a row.
    private static final Duration REST = Duration.ofSeconds(70);

    private final WorldOptions options;
    private final Timeline timeline;
    private final Network network;
    private final Transcript transcript;
    private final FakeWeb web;
    private final FakeTexts texts;
    private final FakeMail mail;
    private final FakeStreams streams;
    private final Platform.Ground ground;
    private final MemoryRecordings recordings;
    private final Map<String, List<Binding>> registered = new HashMap<>();
    private Platform platform;
    private int lives;
    private final Surroundings surroundings;
    private final Police police;
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
    private final Map<String, Sid> owners = new HashMap<>();
    private final List<FakePhone> phones = new ArrayList<>();
    private @Nullable FakePhone carrier;
    private boolean broken;

    private World(long seed, WorldOptions options) {
        this.options = options;
        timeline = Timeline.seeded(seed, options.trace());
        network = new Network(timeline, options.network());
        transcript = new Transcript(timeline);
        Air air = new Air(timeline);
        web = new FakeWeb(timeline, transcript);
        texts = new FakeTexts(timeline, transcript);
        mail = new FakeMail(timeline);
        streams = new FakeStreams(timeline);
        surroundings = new Surroundings(timeline, network, air, transcript, Platform.SIP);
        police = new Police(this, options.laws().get());
        recordings = new MemoryRecordings(timeline);
        ground = new Platform.Ground(
                timeline,
                network,
                air,
                web,
                texts,
                mail,
                streams,
                new MemoryStore(),
                recordings,
                registered,
                options,
                change -> see(new Observation.Committed(change)));
        platform = new Platform(ground, lives);
        network.tap(packet -> see(new Observation.Sent(packet)));
        web.observe((app, request) -> see(new Observation.Asked(app, request)));
        timeline.watch(police::look);
    }

    private void see(Observation observation) {
        if (timeline.trace().on()) {
            String told = told(observation);
            if (!told.isEmpty()) {
                timeline.trace().line(timeline.elapsed().toNanos(), told);
            }
        }
        police.see(observation);
    }

    /// For the trace; packets have lines of their own.
    private static String told(Observation observation) {
        return switch (observation) {
            case Observation.Committed(Change.Append(Event event)) ->
                "-- " + event.type().text() + " " + event.subject() + " " + event.data();
            case Observation.Asked(var _, AppRequest request) ->
                "?? " + request.method() + " " + request.url() + " " + request.parameters();
            case Observation.PowerFailed _ -> "!! the power fails";
            case Observation.Recovered _ -> "!! the platform lives again";
            case Observation.Committed _, Observation.Sent _ -> "";
        };
    }

    /// A world for stories.
    public static World seeded(long seed) {
        return new World(seed, WorldOptions.STORY);
    }

    public static World seeded(long seed, WorldOptions options) {
        return new World(seed, options);
    }

    // ---- Who is in it

    /// The first account.
    public Tenant tenant() {
        return tenant("app");
    }

    /// The account of that name, made when it is asked for first.
    public Tenant tenant(String name) {
        Tenant known = tenants.get(name);
        if (known != null) {
            return known;
        }
        Account account = new Account(
                platform.sids().next(SidType.ACCOUNT),
                null,
                name,
                platform.sids().token(),
                Account.Status.ACTIVE,
                timeline.now(),
                timeline.now());
        platform.store().commit(Change.put(Account.KIND, account));
        web.token(account.sid(), account.authToken());
        Tenant tenant = new Tenant(() -> platform, account, web.app("http://" + name + ".example"));
        owners.put(tenant.app().host(), account.sid());
        tenants.put(name, tenant);
        return tenant;
    }

    /// The first account's application, at `http://app.example`.
    public FakeApp app() {
        return tenant().app();
    }

    /// Another application that anybody may use.
    ///
    /// @param base `http://files.example`
    public FakeApp site(String base) {
        return web.app(base);
    }

    /// Gives the first account a number that is answered by a path of its application, or an absolute URL.
    public World number(String number, String pathOrUrl) {
        tenant().number(number, pathOrUrl);
        return this;
    }

    /// A new phone that shows +15550201, +15550202, …
    public FakePhone phone() {
        return phone("+1555%04d".formatted(201 + phones.size()));
    }

    /// A new phone.
    ///
    /// @param name the number it shows
    public FakePhone phone(String name) {
        FakePhone phone = new FakePhone(surroundings, name, new Address("10.0.1." + (1 + phones.size()), 5060));
        phones.add(phone);
        return phone;
    }

    /// Makes a phone known as a user of the platform's SIP domain.
    public World register(String user, FakePhone phone) {
        registered.computeIfAbsent(user, u -> new ArrayList<>()).add(new Binding(phone.uri(), null));
        return this;
    }

    /// The host of the platform's own SIP addresses.
    public String sipHost() {
        return Platform.SIP.host();
    }

    /// The carrier: a phone with all numbers of the world.
    public FakePhone carrier() {
        if (carrier == null) {
            carrier = new FakePhone(surroundings, "carrier", Platform.CARRIER);
            phones.add(carrier);
        }
        return carrier;
    }

    /// The carrier of text messages.
    public FakeTexts texts() {
        return texts;
    }

    /// The operator's mail server.
    public FakeMail mail() {
        return mail;
    }

    /// Applications that take media streams.
    public FakeStreams streams() {
        return streams;
    }

    // ---- What happens

    /// Runs until nobody talks any more and nothing is owed.
    ///
    /// @throws org.offhook.testkit.kernel.SimulationFailure when a law is broken
    /// @throws IllegalStateException when it takes longer than a day
    public void run() {
        guarded(() -> {
            if (!timeline.runUntil(this::quiet, LONGEST_RUN)) {
                throw new IllegalStateException("not quiet after " + timeline.elapsed() + ": " + state());
            }
        });
    }

    /// Lets so much time pass.
    public void runFor(Duration duration) {
        guarded(() -> timeline.runFor(duration));
    }

    /// Does something so much later.
    public void after(Duration delay, Runnable task) {
        Object _ = timeline.after(delay, "the story goes on", task);
    }

    /// The power fails in the middle of whatever happens, and comes back after `dark`: a new life of the
    /// platform begins on what was stored.
    public void powerFails(Duration dark) {
        if (platform.off()) {
            return;
        }
        platform.powerFails();
        see(new Observation.PowerFailed());
        Object _ = timeline.after(dark, "the power comes back", this::powerComesBack);
    }

    private void powerComesBack() {
        lives++;
        platform = new Platform(ground, lives);
        platform.recover();
        see(new Observation.Recovered());
    }

    private boolean quiet() {
        return !platform.off()
                && timeline.stage().size() == 0
                && phones.stream().allMatch(phone -> phone.live() == 0);
    }

    /// What still lives, for people.
    String state() {
        StringBuilder text = new StringBuilder("scripts " + timeline.stage().playing());
        for (FakePhone phone : phones) {
            if (phone.live() > 0) {
                text.append(", ")
                        .append(phone.name())
                        .append(" in ")
                        .append(phone.live())
                        .append(" calls");
            }
        }
        return text.append(", ").append(platform.signalling().counts()).toString();
    }

    // ---- What became of it

    /// Everything that parties did and heard, as text.
    public Transcript transcript() {
        return transcript;
    }

    public Timeline timeline() {
        return timeline;
    }

    public Network network() {
        return network;
    }

    public FakeWeb web() {
        return web;
    }

    public CallDesk desk() {
        return platform.desk();
    }

    public ConferenceDesk conferences() {
        return platform.conferences();
    }

    public QueueDesk queues() {
        return platform.queues();
    }

    public Store store() {
        return platform.store();
    }

    public MemoryRecordings recordings() {
        return recordings;
    }

    public WorldOptions options() {
        return options;
    }

    public List<FakePhone> phones() {
        return List.copyOf(phones);
    }

    /// How often a law was held against something.
    public long checks() {
        return police.checks();
    }

    /// How often the platform has come back after a power cut.
    public int lives() {
        return lives;
    }

    Platform platform() {
        return platform;
    }

    @Nullable
    Sid ownerOf(String host) {
        return owners.get(host);
    }

    /// Hangs up, waits for rest, checks that nothing is left.
    @Override
    public void close() {
        try {
            if (!broken) {
                guarded(this::finish);
            }
        } finally {
            timeline.close();
        }
    }

    private void finish() {
        if (!quiet()) {
            phones.forEach(phone -> phone.calls().forEach(call -> {
                if (call.live()) {
                    call.hangUp();
                }
            }));
            Object _ = platform.desk().drain(Duration.ofSeconds(1));
            timeline.runUntil(this::quiet, LONGEST_RUN);
        }
        timeline.runFor(REST);
        police.finish();
    }

    private void guarded(Runnable task) {
        boolean done = false;
        try {
            task.run();
            done = true;
        } finally {
            broken |= !done;
        }
    }
}

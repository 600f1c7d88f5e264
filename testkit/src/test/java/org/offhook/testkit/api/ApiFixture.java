package org.offhook.testkit.api;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.offhook.api.Api;
import org.offhook.api.Routes;
import org.offhook.api.http.Router;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.numbers.Stock;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.assets.AssetWatcher;
import org.offhook.core.callerids.CallerIdDesk;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.calls.live.LiveCalls;
import org.offhook.core.calls.live.LiveDesks;
import org.offhook.core.calls.live.LiveTranscriptionDesk;
import org.offhook.core.calls.live.RecordingDesk;
import org.offhook.core.calls.live.StreamDesk;
import org.offhook.core.calls.live.UserMessageDesk;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.ConferenceTools;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipUser;
import org.offhook.core.domains.proof.DomainProofs;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.IceServers;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.Geography.Place;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberPool;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueTools;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.time.Clock;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.fakes.FakeStreams;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.fakes.MemoryRecordings;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.sound.Air;
import org.offhook.testkit.sound.SilentMedia;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// The whole API over a store in memory. Where a command would go to a desk it is noted, and answered with what
/// the test says.
final class ApiFixture {

    static final Sid ALICE = Samples.sid("AC", 0xa);
    static final Sid CHILD = Samples.sid("AC", 0xc);
    static final Sid BOB = Samples.sid("AC", 0xb);
    static final String HOME = "/2010-04-01/Accounts/" + ALICE;
    static final Domain PHONES = new Domain("offhook", "offhook", ALICE, true, true, true);
    static final Place PLACE = new Place("SAN FRANCISCO", "CA", "", "US");
    static final NumberPool POOL =
            new NumberPool(Stream.of("+14155550100-+14155550199", "+18005550100-+18005550109", "mobile:+14255550100")
                    .map(text -> NumberPool.Range.parse(text).orElseThrow())
                    .toList());
    /// One country.
    private static final class Atlas implements Geography {
        @Override
        public Place of(String number) {
            return PLACE;
        }

        @Override
        public List<Country> countries() {
            return List.of(new Country("US", "United States", "+1"));
        }
    }

    static final IceServers ICE =
            new IceServers(List.of("stun:stun.example.net", "turn:turn.example.net?transport=udp"), "shared");
    static final Prices PRICES = new Prices(
            "USD",
            BigDecimal.TEN,
            Duration.ofSeconds(60),
            new Rates(
                    new BigDecimal("0.01"),
                    new BigDecimal("0.01"),
                    new BigDecimal("0.005"),
                    new BigDecimal("0.005"),
                    null,
                    null),
            List.of(new Prices.Row("+1900", new Rates(new BigDecimal("2.5"), null, null, null, null, null))));
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final MemoryStore store = new MemoryStore();
    private final Timeline timeline = Timeline.seeded(1);
    final List<PlaceCall> placed = new ArrayList<>();
    final List<ChangeCall> changed = new ArrayList<>();
    final List<Sid> told = new ArrayList<>();
    final List<SendMessage> sent = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();
    final Map<Sid, byte[]> files = new HashMap<>();
    /// Whether too many MP3 files are being made.
    boolean busy;
    Function<PlaceCall, Outcome<Call>> place = command -> Outcome.done(call(1, Map.of()));
    Function<ChangeCall, Outcome<Call>> change = command -> Outcome.done(call(1, Map.of()));
    Function<SendMessage, Outcome<Message>> send = command -> Outcome.done(message(1, Map.of()));
    final Bans bans = new Bans(SignallingLimits.STANDARD);
    final NumberDesk numbers;
    final CallerIdDesk callerIds;
    final RegistrationDesk registrations;
    final Map<String, SipUser> permissions = new HashMap<>();
    final Router router;
    final Api api;
    final DirectClient nobody;
    final DirectClient alice;

    /// Nobody has to prove a name, and no name server answers.
    static DomainProofs proofs(Store store, Timeline time, Sids sids) {
        return new DomainProofs(
                ProofRules.NONE,
                store,
                AssetWatcher.NOBODY,
                new EventLog(store, sids),
                time,
                time,
                time.scripts(),
                _ -> new CompletableFuture<>(),
                (_, _) -> () -> {});
    }

    ApiFixture() {
        Clock clock = new Noon();
        Sids sids = new Sids(new SplittableRandom(1));
        numbers = new NumberDesk(store, clock, sids);
        callerIds = new CallerIdDesk(store, clock, sids, new SplittableRandom(2), deliveries(sids));
        registrations = new RegistrationDesk(
                store,
                new EventLog(store, sids),
                clock,
                timeline,
                sids,
                PHONES,
                RegistrarLimits.DEFAULT,
                Watchers.NOBODY);
        Desks desks = new Desks(
                store,
                clock,
                numbers,
                command -> {
                    placed.add(command);
                    return place.apply(command);
                },
                command -> {
                    changed.add(command);
                    return change.apply(command);
                },
                command -> {
                    sent.add(command);
                    return send.apply(command);
                },
                new Files(),
                sids,
                new AccountDesk(store, clock, sids),
                new AssetDesk(store, clock, sids),
                conferences(sids),
                new QueueDesk(new QueueTools(clock, sids, store, new EventLog(store, sids))),
                new Stock(POOL, numbers, new Atlas()),
                new UsageDesk(store, PRICES),
                callerIds,
                registrations,
                (_, _, user) -> permissions.get(user),
                beside(clock, sids),
                ICE,
                bans,
                ALICE,
                proofs(store, timeline, sids));
        router = Routes.of(desks);
        api = new Api(router, sids, clock, (id, fault) -> faults.add(fault));
        nobody = DirectClient.nobody(api::handle);
        alice = nobody.as(ALICE.value(), "alices-token");
        account(ALICE, null, "alices-token", Account.Status.ACTIVE);
        account(CHILD, ALICE, "childs-token", Account.Status.ACTIVE);
        account(BOB, null, "bobs-token", Account.Status.ACTIVE);
    }

    /// A user of Alice's whose phone has registered.
    Sid registered(String user) {
        return FakeRegister.carryOut(registrations, store, PHONES, user);
    }

    private LiveDesks beside(Clock clock, Sids sids) {
        LiveCalls calls = new LiveCalls(store, (call, signal) -> told.add(call));
        return new LiveDesks(
                new StreamDesk(calls, clock, sids, new FakeStreams(timeline).tools(false)),
                new LiveTranscriptionDesk(calls, clock),
                new RecordingDesk(calls, clock, sids, conferences(sids), 4),
                new UserMessageDesk(calls, clock, sids));
    }

    /// They live in a timeline of their own, which no test here turns on.
    private ConferenceDesk conferences(Sids sids) {
        SilentMedia media =
                new SilentMedia(timeline, new Air(timeline), "192.0.2.1", 10_000, 10, Duration.ofSeconds(30));
        return new ConferenceDesk(new ConferenceTools(
                timeline,
                timeline.scripts(),
                sids,
                store,
                new EventLog(store, sids),
                deliveries(sids),
                media,
                new MemoryRecordings(timeline),
                URI.create("https://api.example"),
                PRICES));
    }

    private Deliveries deliveries(Sids sids) {
        FakeWeb web = new FakeWeb(timeline, new Transcript(timeline));
        return new Deliveries(
                timeline,
                timeline,
                timeline.random("deliveries"),
                sids,
                store,
                new EventLog(store, sids),
                timeline.scripts(),
                web);
    }

    void account(Sid sid, Sid parent, String token, Account.Status status) {
        store.commit(Change.put(Account.KIND, new Account(sid, parent, "Name of " + sid, token, status, NOON, NOON)));
    }

    static Call call(int number, Map<String, Object> given) {
        Map<String, Object> values = new HashMap<>(Map.of("account", ALICE, "created", NOON.plusSeconds(number)));
        values.putAll(given);
        values.put("sid", Samples.sid("CA", number));
        return Samples.make(Call.KIND, number, true, values);
    }

    static Message message(int number, Map<String, Object> given) {
        Map<String, Object> values = new HashMap<>(Map.of("account", ALICE, "created", NOON.plusSeconds(number)));
        values.putAll(given);
        values.put("sid", Samples.sid("SM", number));
        return Samples.make(Message.KIND, number, true, values);
    }

    private static final class Noon implements Clock {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public long nanos() {
            return 0;
        }
    }

    private final class Files implements RecordingFiles {
        @Override
        public RecordingSink create(Sid recording, int channels, Runnable whenClosed) {
            throw new IllegalStateException("the API records nothing");
        }

        @Override
        public Optional<Content> open(Sid recording) {
            return Optional.ofNullable(files.get(recording))
                    .map(bytes -> new Content(bytes.length, new ByteArrayInputStream(bytes)));
        }

        @Override
        public Mp3 mp3(Sid recording, boolean mixed) {
            return busy
                    ? new Mp3.Busy()
                    : open(recording).<Mp3>map(Mp3.Ready::new).orElseGet(Mp3.Missing::new);
        }

        @Override
        public void delete(Sid recording) {
            files.remove(recording);
        }

        @Override
        public Optional<Duration> repair(Sid recording) {
            return Optional.empty();
        }
    }
}

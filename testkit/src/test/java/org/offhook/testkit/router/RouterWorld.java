package org.offhook.testkit.router;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.ConferenceTools;
import org.offhook.core.domains.Gate.Verdict;
import org.offhook.core.domains.SipBook;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.notifications.Notification;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueTools;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.recognition.RecognitionDesk;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recordings.Recording;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.transcriptions.TranscriptionDesk;
import org.offhook.core.transcriptions.TranscriptionTools;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.Loopback;
import org.offhook.core.trunks.MediaKeys;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.core.trunks.Trunk;
import org.offhook.core.verbs.Verbs;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakeEars;
import org.offhook.testkit.fakes.FakeMail;
import org.offhook.testkit.fakes.FakeStreams;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.sound.Air;
import org.offhook.testkit.sound.SilentMedia;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// The call router with everything around it replaced by something small and exact: no SIP, no sound, no HTTP,
/// no waiting.
final class RouterWorld implements AutoCloseable {
    static final String NUMBER = "+15550100";
    static final String MEDIA = "192.0.2.1";
    static final String OTHER_NUMBER = "+15550199";
    static final Duration LONG = Duration.ofHours(6);

    final Timeline timeline = Timeline.seeded(7);
    final MemoryStore store;
    final Sids sids = new Sids(timeline.random("sids"));
    final EventLog log;
    final NumberDesk numbers;
    final FakeWeb web = new FakeWeb(timeline, new Transcript(timeline));
    final FakeApp app = web.app("http://app.example");
    final Air air = new Air(timeline);
    final SilentMedia media = new SilentMedia(timeline, air, MEDIA, 10_000, 100, Duration.ofSeconds(30));
    final FakeMail mail = new FakeMail(timeline);
    final FakeStreams streams = new FakeStreams(timeline);
    final TestFiles files = new TestFiles(timeline);
    final List<SendMessage> sent = new ArrayList<>();
    final Map<String, List<Binding>> registered = new HashMap<>();
    final Account account;
    final CallDesk desk;
    private int phones;
    private final Map<String, TestPhone> outside = new HashMap<>();

    RouterWorld() {
        this(new MemoryStore(), CallLimits.STANDARD);
    }

    RouterWorld(MemoryStore store, CallLimits limits) {
        this(store, limits, List.of(new FakeEars()));
    }

    /// A platform without speech recognition.
    static RouterWorld deaf() {
        return new RouterWorld(new MemoryStore(), CallLimits.STANDARD, List.of());
    }

    RouterWorld(MemoryStore store, CallLimits limits, List<SpeechRecogniser> recognisers) {
        this(store, limits, recognisers, TollLimits.NONE);
    }

    RouterWorld(MemoryStore store, CallLimits limits, List<SpeechRecogniser> recognisers, TollLimits tolls) {
        this.store = store;
        this.log = new EventLog(store, sids);
        this.numbers = new NumberDesk(store, timeline, sids);
        this.account = existingAccount().orElseGet(this::newAccount);
        web.token(account.sid(), account.authToken());
        Deliveries deliveries = new Deliveries(
                timeline, timeline, timeline.random("deliveries"), sids, store, log, timeline.scripts(), web);
        Recognition ears = new RecognitionDesk(
                recognisers, task -> timeline.after(Duration.ofMillis(300), "speech is understood", task), 100);
        desk = new CallDesk(new CallTools(
                new CallTools.Base(
                        timeline,
                        timeline,
                        timeline.scripts(),
                        timeline.random("calls"),
                        sids,
                        store,
                        log,
                        numbers,
                        Bill.PRICES),
                new CallTools.Lines(
                        carrier(),
                        media,
                        user -> registered.getOrDefault(user, List.of()),
                        new SipBook(store),
                        invite -> invite.from().contains("stranger") ? Verdict.REFUSED : Verdict.ADMITTED,
                        Carriers.of(timeline, new Trunk("carrier", "sip:carrier.example", null)),
                        Bill.guard(tolls, store, log, deliveries, timeline),
                        DestinationPolicy.open(),
                        MediaKeys.STANDARD,
                        List.of(SiprecTest.RECORDER),
                        "platform.example",
                        URI.create("https://api.example")),
                new TestSounds(timeline),
                ears,
                files,
                new TranscriptionDesk(new TranscriptionTools(
                        timeline,
                        timeline.scripts(),
                        sids,
                        store,
                        log,
                        deliveries,
                        files,
                        ears,
                        URI.create("https://api.example"),
                        Bill.PRICES)),
                web,
                new Application(timeline, sids),
                deliveries,
                this::send,
                mail.desk(sids, store, log, deliveries),
                Bill::place,
                new Verbs(),
                limits,
                new CallTools.Meetings(
                        new ConferenceDesk(new ConferenceTools(
                                timeline,
                                timeline.scripts(),
                                sids,
                                store,
                                log,
                                deliveries,
                                media,
                                files,
                                URI.create("https://api.example"),
                                Bill.PRICES)),
                        new QueueDesk(new QueueTools(timeline, sids, store, log))),
                streams.tools(true)));
    }

    private Optional<Account> existingAccount() {
        return store.list(Account.KIND, Query.of(null)).stream().findFirst();
    }

    private Account newAccount() {
        Account made = new Account(
                sids.next(SidType.ACCOUNT),
                null,
                "Tests",
                sids.token(),
                Account.Status.ACTIVE,
                timeline.now(),
                timeline.now());
        store.commit(Change.put(Account.KIND, made));
        return made;
    }

    /// Calls that leave the platform arrive at the phone of their user part.
    private Signalling carrier() {
        return (OutgoingInvite invite, java.util.function.Consumer<LegEvent> events) -> {
            String user = invite.target().replaceAll("sips?:([^@]*)@.*", "$1");
            TestPhone phone = outside.get(user);
            InviteHandler nobody = (arriving, leg) -> new InviteHandler.Admission.Refused(404, "Not Found", Map.of());
            return new Loopback(phone == null ? nobody : phone, "outgoing-" + user).invite(invite, events);
        };
    }

    private Outcome<Message> send(SendMessage command) {
        sent.add(command);
        return Outcome.done(new Message(
                sids.next(SidType.MESSAGE),
                command.account(),
                command.from(),
                command.to(),
                command.body(),
                command.media(),
                1,
                command.direction(),
                Message.Status.QUEUED,
                0,
                null,
                command.statusCallback(),
                timeline.now(),
                timeline.now(),
                null));
    }

    /// Gives the number to the account, answered by this path of the application.
    RouterWorld number(String number, String path) {
        return number(number, NumberSettings.answeredBy(new Hook(app.url(path), "POST")));
    }

    RouterWorld number(String number, NumberSettings settings) {
        Outcome<?> added = numbers.add(account.sid(), number, settings);
        if (!(added instanceof Outcome.Done<?>)) {
            throw new IllegalStateException(added.toString());
        }
        return this;
    }

    /// The application answers the number with this document.
    RouterWorld answers(String document) {
        app.on("/voice", document);
        return number(NUMBER, "/voice");
    }

    TestPhone phone(String address) {
        return new TestPhone(this, new Address("198.51.100.9", 20_000 + 2 * phones++), address);
    }

    /// A caller with a number.
    TestPhone caller() {
        return phone("sip:+15550142@carrier.example");
    }

    /// A phone that can be called outside the platform.
    TestPhone outside(String user) {
        TestPhone phone = phone("sip:" + user + "@outside.example");
        outside.put(user, phone);
        return phone;
    }

    PlaceCall order(String to, String document) {
        return new PlaceCall(
                account.sid(),
                to,
                NUMBER,
                null,
                document,
                null,
                new Hook(app.url("/status"), "POST"),
                List.of("initiated", "ringing", "answered", "completed"),
                null,
                Duration.ofSeconds(60),
                Duration.ZERO,
                false,
                null,
                null,
                null,
                null,
                null);
    }

    /// Runs until everything that can happen within hours has happened and all calls are over.
    RouterWorld toTheEnd() {
        timeline.runUntil(() -> false, LONG);
        return this;
    }

    RouterWorld run(Duration duration) {
        timeline.runFor(duration);
        return this;
    }

    RouterWorld until(BooleanSupplier condition) {
        if (!timeline.runUntil(condition, LONG)) {
            throw new AssertionError("it never happened; events: " + tell());
        }
        return this;
    }

    /// All calls, oldest first.
    List<Call> calls() {
        return store.list(Call.KIND, Query.of(null)).reversed();
    }

    Call call() {
        List<Call> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls: " + calls);
        }
        return calls.getFirst();
    }

    CallStatus status() {
        return call().status();
    }

    List<Event> events() {
        return store.events(new EventQuery(null, null, 0, 10_000)).stream()
                .map(StoredEvent::event)
                .toList();
    }

    List<Event> events(EventType type) {
        return events().stream().filter(event -> event.type() == type).toList();
    }

    long count(EventType type, String name, String value) {
        return events(type).stream()
                .filter(event -> value.equals(event.data().get(name)))
                .count();
    }

    List<Event> events(Sid subject) {
        return events().stream()
                .filter(event -> event.subject().equals(subject))
                .toList();
    }

    /// Codes of the notifications, oldest first.
    List<Integer> codes() {
        return store.list(Notification.KIND, Query.of(null)).reversed().stream()
                .map(Notification::code)
                .toList();
    }

    List<Recording> recordings() {
        return store.list(Recording.KIND, Query.of(null)).reversed();
    }

    String tell() {
        StringBuilder text = new StringBuilder();
        events().forEach(e ->
                text.append('\n').append(e.type().text()).append(' ').append(e.data()));
        return text.toString();
    }

    /// Every run must leave the house in order.
    @Override
    public void close() {
        try {
            timeline.runUntil(() -> desk.active() == 0, LONG);
            timeline.runFor(Duration.ofSeconds(1));
            List<String> faults = new ArrayList<>(web.complaints());
            if (desk.active() != 0) {
                faults.add(desk.active() + " calls never ended: "
                        + timeline.stage().playing());
            }
            if (media.open() != 0) {
                faults.add(media.open() + " media sessions were not closed");
            }
            for (Call call : calls()) {
                if (!call.status().terminal()) {
                    faults.add(call.sid() + " is still " + call.status());
                }
                List<Event> events = events(call.sid());
                for (int i = 0; i < events.size(); i++) {
                    if (events.get(i).sequence() != i) {
                        faults.add("event " + i + " of " + call.sid() + " has number "
                                + events.get(i).sequence());
                    }
                }
            }
            if (!faults.isEmpty()) {
                throw new AssertionError(String.join("; ", faults));
            }
        } finally {
            timeline.close();
        }
    }
}

package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.Outcome;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.MessageDesk;
import org.offhook.core.messages.MessageGateway;
import org.offhook.core.messages.MessageLimits;
import org.offhook.core.messages.MessageTools;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.notifications.Notification;
import org.offhook.core.numbers.Geography.Place;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakeMail;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// A platform that does nothing but messages, in virtual time, with two accounts, their numbers and
/// applications.
final class Post implements AutoCloseable {

    static final Sid ALICE = Samples.sid("AC", 1);
    static final Sid BOB = Samples.sid("AC", 2);
    static final String ALICES = "+14155550100";
    static final String BOBS = "+4930123456";
    /// A segment that is sent costs something.
    static final Prices PRICES = new Prices(
            "USD",
            BigDecimal.ZERO,
            Duration.ofSeconds(1),
            new Rates(null, null, new BigDecimal("0.0075"), null, null, null),
            List.of());

    static final String FOREIGN = "+33612345678";

    final Timeline timeline;
    final MemoryStore store;
    final FakeWeb web;
    final FakeApp alice;
    final FakeApp bob;
    final Sids sids;
    final NumberDesk numbers;
    final FakeMail mail;
    final List<String> ordered = new ArrayList<>();
    final List<MessageGateway> gateways = new ArrayList<>();
    MessageLimits limits = MessageLimits.DEFAULT;
    Deliveries deliveries;
    MessageDesk desk;

    Post() {
        this(Timeline.seeded(11), new MemoryStore());
        account(ALICE);
        account(BOB);
    }

    /// What is there after a crash: the store, in a new process.
    Post(Post before) {
        this(Timeline.seeded(12), before.store);
    }

    private Post(Timeline timeline, MemoryStore store) {
        this.timeline = timeline;
        this.store = store;
        this.web = new FakeWeb(timeline, new Transcript(timeline));
        this.alice = web.app("http://alice.example");
        this.bob = web.app("http://bob.example");
        this.mail = new FakeMail(timeline);
        this.sids = new Sids(timeline.random("sids"));
        this.numbers = new NumberDesk(store, timeline, sids);
        start();
    }

    /// Starts the platform, or starts it again with other limits or gateways.
    void start() {
        EventLog log = new EventLog(store, sids);
        deliveries = new Deliveries(
                timeline, timeline, timeline.random("deliveries"), sids, store, log, timeline.scripts(), web);
        desk = new MessageDesk(new MessageTools(
                timeline,
                sids,
                timeline,
                timeline.scripts(),
                store,
                log,
                numbers,
                number -> number.startsWith("+1") ? new Place("SAN FRANCISCO", "CA", "", "US") : Place.UNKNOWN,
                web,
                new Application(timeline, sids),
                deliveries,
                gateways,
                (account, from, to, document, when) -> {
                    ordered.add(from + " calls " + to + " at " + when + ": " + document);
                    return Outcome.done(sids.next(SidType.CALL));
                },
                mail.desk(sids, store, log, deliveries),
                limits,
                PRICES,
                new TollGuard(
                        new TollLimits(List.of(), List.of("+882"), 0, 0, new BigDecimal("0.05")),
                        store,
                        new UsageDesk(store, PRICES),
                        log,
                        deliveries,
                        timeline)));
    }

    private void account(Sid sid) {
        Instant now = timeline.now();
        store.commit(Change.put(
                Account.KIND, new Account(sid, null, "test", "token" + sid, Account.Status.ACTIVE, now, now)));
        web.token(sid, "token" + sid);
    }

    /// Gives an account a number whose messages are answered by this path of its application, or by nobody.
    void number(Sid account, String number, String path, String fallback) {
        FakeApp app = account.equals(ALICE) ? alice : bob;
        NumberSettings settings = new NumberSettings(
                null,
                null,
                null,
                path == null ? null : new Hook(app.url(path), "POST"),
                fallback == null ? null : new Hook(app.url(fallback), "POST"),
                null,
                false);
        assertThat(numbers.add(account, number, settings)).isInstanceOf(Outcome.Done.class);
    }

    Message send(String body) {
        return done(desk.send(command(ALICE, ALICES, BOBS, body, null)));
    }

    static SendMessage command(Sid account, String from, String to, String body, Hook callback) {
        return new SendMessage(account, from, to, body, List.of(), Direction.OUTBOUND_API, callback);
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static int code(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).code();
    }

    void runFor(Duration time) {
        timeline.runFor(time);
    }

    Message now(Message message) {
        return store.find(Message.KIND, message.sid()).orElseThrow();
    }

    /// An account's messages, oldest first.
    List<Message> messages(Sid account, Direction direction) {
        return store.list(Message.KIND, Query.of(account)).reversed().stream()
                .filter(message -> message.direction() == direction)
                .toList();
    }

    /// Codes of an account's notifications, oldest first.
    List<Integer> notices(Sid account) {
        return store.list(Notification.KIND, Query.of(account)).reversed().stream()
                .map(Notification::code)
                .toList();
    }

    /// Types of the events about a message.
    List<String> events(Message message) {
        return store.events(EventQuery.about(message.account(), message.sid())).stream()
                .map(stored -> stored.event().type().text())
                .toList();
    }

    /// A gateway to these numbers, which keeps what it is given.
    static final class Carrier implements MessageGateway {
        final List<Message> sent = new ArrayList<>();
        private final Set<String> reached;
        Consumer<Handed> waiting;
        Handed answer = new Handed.Sent();

        Carrier(String... reached) {
            this.reached = Set.of(reached);
        }

        @Override
        public String name() {
            return "carrier";
        }

        @Override
        public boolean reaches(String to) {
            return reached.contains(to);
        }

        @Override
        public void send(Message message, Consumer<Handed> whenDone) {
            sent.add(message);
            if (answer == null) {
                waiting = whenDone;
            } else {
                whenDone.accept(answer);
            }
        }

        @Override
        public void start(Listener listener) {}
    }

    @Override
    public void close() {
        timeline.close();
        assertThat(web.complaints()).isEmpty();
    }
}

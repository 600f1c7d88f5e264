package org.offhook.core.webhooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.notifications.Debugger;
import org.offhook.core.notifications.Notices;
import org.offhook.core.notifications.Notification;
import org.offhook.core.script.Mailbox;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.web.Hook;
import org.offhook.core.web.Web;
import org.offhook.core.webhooks.MailboxExchange.Reply;

/// Delivers callbacks: in order per subject, again with back-off for up to four hours, and on after a restart.
/// Owes only what the store holds.
///
/// One script per subject works while there is something to send and ends when there is not. While it waits for
/// the next attempt there is no script, only a timer. `workers` says which of the two it is; it changes only
/// inside `compute`, so a wake-up that comes while a script is about to end is never lost.
public final class Deliveries {

    private static final int WARNING_RESPONSE = 15003;

    private final Clock clock;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Sids sids;
    private final Store store;
    private final EventLog log;
    private final Scripts scripts;
    private final Web web;
    private final Fetcher fetcher;
    private final ConcurrentHashMap<Sid, Worker> workers = new ConcurrentHashMap<>();

    private enum Worker {
        AT_WORK,
        /// At work, and there may be more to do than it has seen.
        WOKEN,
        /// A timer is set for the next attempt.
        RESTING
    }

    private enum Round {
        DONE,
        REST
    }

    public Deliveries(
            Clock clock,
            Scheduler scheduler,
            RandomGenerator random,
            Sids sids,
            Store store,
            EventLog log,
            Scripts scripts,
            Web web) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.random = random;
        this.sids = sids;
        this.store = store;
        this.log = log;
        this.scripts = scripts;
        this.web = web;
        this.fetcher = new Fetcher(clock, new AnswerCache());
    }

    /// The change that owes a callback: commit it together with the state it tells of, then call [#wake].
    ///
    /// @param subject deliveries about one subject arrive in the order of their commits
    /// @param hook    its URL is absolute
    public Change owe(Sid account, Sid subject, Hook hook, Parameters parameters) {
        return Change.put(
                Delivery.KIND,
                new Delivery(
                        sids.next(SidType.DELIVERY),
                        account,
                        subject,
                        hook,
                        parameters,
                        sids.token(),
                        Delivery.State.PENDING,
                        0,
                        null,
                        clock.now()));
    }

    /// What a problem leaves behind: a notification, and what the account's debugger is owed. The latter goes
    /// out in the order of the account's problems: [#wake] it with the account as the subject too.
    ///
    /// @param subject the call or message, or null
    public List<Change> report(Account account, @Nullable Sid subject, Witness.Problem problem) {
        Notification notification = Notices.of(sids, account.sid(), subject, problem, clock.now());
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(Notification.KIND, notification));
        Hook debugger = account.settings().debugger();
        if (debugger != null) {
            changes.add(owe(account.sid(), account.sid(), debugger, Debugger.of(account, notification)));
        }
        return changes;
    }

    /// Something is owed about `subject` and durable. Never blocks.
    public void wake(Sid account, Sid subject) {
        workers.compute(subject, (same, worker) -> switch (worker) {
            case null -> {
                start(account, subject);
                yield Worker.AT_WORK;
            }
            case AT_WORK, WOKEN -> Worker.WOKEN;
            case RESTING -> Worker.RESTING;
        });
    }

    /// Takes up what a former process still owed.
    public void recover() {
        Set<List<Sid>> owed = new LinkedHashSet<>();
        Query query = Query.of(null).where("state", Delivery.State.PENDING.name());
        for (Delivery delivery : store.all(Delivery.KIND, query)) {
            owed.add(List.of(delivery.account(), delivery.subject()));
        }
        owed.forEach(who -> wake(who.get(0), who.get(1)));
    }

    private void start(Sid account, Sid subject) {
        scripts.<Reply>start("callbacks " + subject, mailbox -> work(account, subject, mailbox));
    }

    private void work(Sid account, Sid subject, Mailbox<Reply> mailbox) {
        log.hold(subject);
        try {
            Exchange exchange = new MailboxExchange(web, mailbox);
            while (true) {
                Optional<Delivery> first = first(account, subject);
                if (first.isEmpty()) {
                    if (leave(subject)) {
                        return;
                    }
                } else if (attempt(first.get(), exchange) == Round.REST) {
                    rest(account, subject, first.get().attempts() + 1);
                    return;
                }
            }
        } catch (RuntimeException broken) {
            workers.remove(subject);
            throw broken;
        } finally {
            log.release(subject);
        }
    }

    /// Ends the work unless there was a wake-up meanwhile.
    private boolean leave(Sid subject) {
        return workers.compute(subject, (same, worker) -> worker == Worker.WOKEN ? Worker.AT_WORK : null) == null;
    }

    private void rest(Sid account, Sid subject, int attempts) {
        workers.put(subject, Worker.RESTING);
        scheduler.after(BackOff.after(attempts, random), () -> {
            workers.put(subject, Worker.AT_WORK);
            start(account, subject);
        });
    }

    private Round attempt(Delivery delivery, Exchange exchange) {
        Optional<Account> account = store.find(Account.KIND, delivery.account());
        if (account.isEmpty()) {
            store.trickle(List.of(Change.remove(Delivery.KIND, delivery.sid())));
            return Round.DONE;
        }
        long begun = clock.nanos();
        Fetched fetched = fetcher.fetch(
                new Fetcher.Order(
                        account.get(),
                        delivery.hook().url(),
                        delivery.hook().method(),
                        Confidential.sealed(account.get(), delivery.parameters(), delivery.token()),
                        new CookieJar(),
                        delivery.token()),
                exchange,
                Witness.NOBODY);
        Duration took = Duration.ofNanos(clock.nanos() - begun);
        return switch (fetched) {
            case Fetched.Good good -> {
                note(
                        account.get(),
                        delivery,
                        good.answer().status(),
                        "",
                        took,
                        List.of(Change.remove(Delivery.KIND, delivery.sid())));
                yield Round.DONE;
            }
            case Fetched.Bad bad -> missed(account.get(), delivery, bad, took);
        };
    }

    private Round missed(Account account, Delivery delivery, Fetched.Bad bad, Duration took) {
        boolean late = delivery.created().plus(BackOff.PATIENCE).isBefore(clock.now());
        boolean dead = late || isFinal(bad);
        Delivery kept = delivery.failed(dead ? Delivery.State.DEAD : Delivery.State.PENDING, bad.message());
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(Delivery.KIND, kept));
        if (dead || delivery.attempts() == 0) {
            changes.addAll(complaint(account, delivery, bad));
        }
        note(account, delivery, bad.status(), bad.message(), took, changes);
        return dead ? Round.DONE : Round.REST;
    }

    /// A 4xx will not get better by itself, except those that say "later".
    private static boolean isFinal(Fetched.Bad bad) {
        return switch (bad.status()) {
            case 408, 425, 429 -> false;
            default -> bad.status() / 100 == 4 || bad.exchange() == null;
        };
    }

    /// The debugger is told of every callback that failed but its own.
    private List<Change> complaint(Account account, Delivery delivery, Fetched.Bad bad) {
        String message = "The callback to " + delivery.hook().url() + " failed: " + bad.message();
        Witness.Problem problem = new Witness.Problem(false, WARNING_RESPONSE, message, bad.exchange());
        return delivery.subject().equals(account.sid())
                ? List.of(Change.put(
                        Notification.KIND, Notices.of(sids, account.sid(), account.sid(), problem, clock.now())))
                : report(account, delivery.subject(), problem);
    }

    private void note(
            Account account, Delivery delivery, int status, String problem, Duration took, List<Change> changes) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("method", delivery.hook().method());
        data.put("url", delivery.hook().url());
        delivery.parameters().first("CallStatus").ifPresent(text -> data.put("call_status", text));
        delivery.parameters().first("RecordingStatus").ifPresent(text -> data.put("recording_status", text));
        delivery.parameters().first("MessageStatus").ifPresent(text -> data.put("message_status", text));
        data.put("attempt", Integer.toString(delivery.attempts() + 1));
        data.put("status", Integer.toString(status));
        data.put("took_ms", Long.toString(took.toMillis()));
        if (!problem.isEmpty()) {
            data.put("problem", problem);
        }
        data.put("request", Confidential.shown(account, delivery.parameters()).encoded());
        log.submit(
                        delivery.account(),
                        delivery.subject(),
                        changes,
                        List.of(new Happening(clock.now(), EventType.CALLBACK, data)))
                .thenRun(() -> wakeDebugger(account, delivery));
    }

    private void wakeDebugger(Account account, Delivery delivery) {
        if (account.settings().debugger() != null && !delivery.subject().equals(account.sid())) {
            wake(account.sid(), account.sid());
        }
    }

    private Optional<Delivery> first(Sid account, Sid subject) {
        List<Delivery> pending = store.all(
                Delivery.KIND,
                Query.of(account).where("subject", subject.value()).where("state", Delivery.State.PENDING.name()));
        return pending.isEmpty() ? Optional.empty() : Optional.of(pending.getLast());
    }
}

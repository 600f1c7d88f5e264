package org.offhook.core.calls.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Witness;

/// What is written down about a leg: its state, its events, its notifications and the callbacks that are owed.
///
/// Events gather until the script is about to wait, or until a state must be durable; then they go to the store
/// as one transaction with the state they tell of.
public final class Journal implements Witness {

    /// A document that complains in a loop fills no disk.
    private static final int MOST_NOTIFICATIONS = 100;

    /// An hour; after that the next start closes the call.
    private static final int CLOSING_ATTEMPTS = 720;

    private static final Duration CLOSING_PAUSE = Duration.ofSeconds(5);

    private final CallTools tools;
    private final Account account;
    private final CallParameters parameters;
    private final Consumer<Call> whenChanged;
    private final List<Change> changes = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Set<Complaint> seen = new HashSet<>();
    private Call call;
    /// What is to be done once the store has what gathered.
    private final List<Runnable> afterwards = new ArrayList<>();
    private int callbacks;
    private long tickets;
    private long durable;
    private @Nullable Throwable refused;
    private Parameters atTheEnd = Parameters.NONE;

    /// @param whenChanged told of every new state
    Journal(CallTools tools, Account account, Call call, CallParameters parameters, Consumer<Call> whenChanged) {
        this.tools = tools;
        this.account = account;
        this.call = call;
        this.parameters = parameters;
        this.whenChanged = whenChanged;
    }

    CallTools tools() {
        return tools;
    }

    public Call call() {
        return call;
    }

    public Account account() {
        return account;
    }

    /// Notes an event with names and values of its data, in turn; a null value is left out.
    public void note(EventType type, @Nullable String... data) {
        happenings.add(Happening.of(now(), type, data));
    }

    /// Adds a change that belongs into the same transaction as what is noted next to it.
    public void change(Change change) {
        changes.add(change);
    }

    /// Owes a callback about this call.
    void owe(Hook hook, Parameters told) {
        oweAs(call.sid(), hook, told);
    }

    /// Owes a callback about something within this call; the call's own callbacks do not wait for it.
    ///
    /// @param subject callbacks about the same one keep their order
    /// @param told    besides the parameters of the call
    public void owe(Sid subject, Hook hook, Parameters told) {
        oweAs(subject, hook, state().with(told));
    }

    private void oweAs(Sid subject, Hook hook, Parameters told) {
        changes.add(tools.deliveries().owe(call.account(), subject, hook, told));
        whenStored(() -> tools.deliveries().wake(account.sid(), subject));
    }

    /// Runs `task` once everything that was written so far is durable; from any thread, and it must not block.
    public void whenStored(Runnable task) {
        afterwards.add(task);
    }

    /// Opens the record of a new call.
    ///
    /// @param user who calls, `user@domain`, when it is a user of ours; or null
    void opened(@Nullable String user) {
        changes.add(Change.put(Call.KIND, call));
        note(
                EventType.CALL_INITIATED,
                "from",
                call.from(),
                "to",
                call.to(),
                "direction",
                call.direction().text(),
                "parent",
                call.parent() == null ? null : call.parent().value(),
                "user",
                user);
        report(Progress.INITIATED);
    }

    void ringing(int sipStatus) {
        become(call.ringing(now()));
        note(EventType.CALL_RINGING, "sip_status", sipStatus == 0 ? null : Integer.toString(sipStatus));
        report(Progress.RINGING);
    }

    void answered() {
        become(call.answered(now()));
        note(EventType.CALL_ANSWERED);
        report(Progress.ANSWERED);
    }

    /// It is known who has answered.
    public void answeredBy(AnsweredBy who, Duration after) {
        become(call.answeredBy(who.text(), now()));
        note(EventType.MACHINE_DETECTED, "answered_by", who.text(), "after_ms", Long.toString(after.toMillis()));
    }

    /// The store did not take the last state; the call is as it was before.
    void revert(Call before) {
        call = before;
        whenChanged.accept(before);
    }

    /// The call is over; what is noted from now on still belongs to it.
    void over(CallStatus how, Instant when, int sipStatus, String cause) {
        ended(how, when, sipStatus);
        note(
                EventType.CALL_ENDED,
                "status",
                how.text(),
                "direction",
                call.direction().text(),
                "cause",
                cause,
                "sip_status",
                sipStatus == 0 ? null : Integer.toString(sipStatus),
                "duration_s",
                Long.toString(call.seconds()),
                "party",
                call.party(),
                "trunking",
                call.trunking(),
                Charge.PRICE,
                Charge.toldPrice(call.charge()),
                Charge.UNIT,
                Charge.toldUnit(call.charge()));
    }

    /// The call is over, as the log knows already.
    void ended(CallStatus how, Instant when, int sipStatus) {
        Call over = call.over(how, when, sipStatus);
        call = over.charged(
                tools.base().prices().call(over.direction() == Direction.INBOUND, over.to(), over.seconds()));
        whenChanged.accept(call);
    }

    /// So many status callbacks are owed or were delivered by an earlier life of the platform.
    void told(int count) {
        callbacks = count;
    }

    /// The last word about the call: its final state becomes durable, and the callback is owed. A store that
    /// does not take it now is asked again later: no call stays open because a disk was full.
    void closed() {
        changes.add(Change.put(Call.KIND, call));
        report(Progress.COMPLETED);
        close(List.copyOf(changes), List.copyOf(happenings), List.copyOf(afterwards), CLOSING_ATTEMPTS);
    }

    private void close(List<Change> last, List<Happening> lastEvents, List<Runnable> then, int attempts) {
        Sid owner = account.sid();
        tools.base().log().trickle(owner, call.sid(), last, lastEvents).whenComplete((nothing, refused) -> {
            if (refused != null && attempts > 1) {
                tools.base().scheduler().after(CLOSING_PAUSE, () -> close(last, lastEvents, then, attempts - 1));
            } else if (refused == null) {
                then.forEach(Runnable::run);
            }
        });
    }

    /// Tells somebody else about the progress from now on.
    void reportTo(Hook callback, List<String> events) {
        become(call.reporting(callback, events, now()));
        note(EventType.CALL_CHANGED, "status_callback", callback.url());
    }

    /// What the last callback tells besides, such as the recording of the call.
    void atTheEnd(Parameters told) {
        atTheEnd = told;
    }

    /// The parameters of a request about the call as it stands.
    public Parameters state() {
        return parameters.base(call, call.status().text());
    }

    /// A warning the developer can see; the call goes on.
    public void warn(int code, String message) {
        problem(new Problem(false, code, message, null));
    }

    public void warn(Complaint complaint) {
        warn(complaint.code(), complaint.message());
    }

    /// An error the developer can see.
    public void error(int code, String message) {
        problem(new Problem(true, code, message, null));
    }

    @Override
    public void problem(Problem problem) {
        note(
                problem.error() ? EventType.CALL_ERROR : EventType.CALL_WARNING,
                "code",
                Integer.toString(problem.code()),
                "message",
                problem.message(),
                "url",
                problem.exchange() == null ? null : problem.exchange().url());
        boolean again = !seen.add(new Complaint(problem.code(), problem.message()));
        if (seen.size() > MOST_NOTIFICATIONS || (again && !problem.error())) {
            return;
        }
        changes.addAll(tools.deliveries().report(account, call.sid(), problem));
        if (account.settings().debugger() != null) {
            whenStored(() -> tools.deliveries().wake(account.sid(), account.sid()));
        }
    }

    @Override
    public void exchanged(Exchanged exchanged) {
        note(EventType.WEBHOOK, exchanged.facts(true));
    }

    /// Hands what has gathered to the store; does not wait.
    public void flush() {
        if (!changes.isEmpty() || !happenings.isEmpty()) {
            CompletionStage<Void> _ =
                    handed(tools.base().log().trickle(account.sid(), call.sid(), changes, happenings));
        }
    }

    /// Makes what was written so far durable before the script goes on.
    ///
    /// @throws StoreException when the store does not take it
    void durable(Inbox inbox) {
        long ticket = ++tickets;
        handed(tools.base().log().submit(account.sid(), call.sid(), changes, happenings))
                .whenComplete((nothing, problem) -> inbox.mailbox().put(new Signal.Stored(ticket, problem)));
        inbox.await(() -> durable >= ticket, Duration.ofSeconds(30));
        Throwable problem = refused;
        if (problem != null) {
            throw new StoreException("the call was not stored", problem);
        }
        if (durable < ticket) {
            throw new StoreException("the call was not stored in time");
        }
    }

    void stored(long ticket, @Nullable Throwable problem) {
        durable = Math.max(durable, ticket);
        refused = problem;
    }

    /// The store has what gathered; the next gathers anew.
    private CompletionStage<Void> handed(CompletionStage<Void> stage) {
        List<Runnable> then = List.copyOf(afterwards);
        if (!then.isEmpty()) {
            stage.thenRun(() -> then.forEach(Runnable::run));
        }
        changes.clear();
        happenings.clear();
        afterwards.clear();
        return stage;
    }

    private void become(Call next) {
        call = next;
        changes.add(Change.put(Call.KIND, next));
        whenChanged.accept(next);
    }

    private void report(Progress progress) {
        Hook callback = call.statusCallback();
        if (callback == null || !progress.wanted(call)) {
            return;
        }
        Parameters told =
                parameters.base(call, progress.status(call)).with(progress.parameters(call, callbacks++, now()));
        owe(callback, progress == Progress.COMPLETED ? told.with(atTheEnd) : told);
    }

    private Instant now() {
        return tools.base().clock().now();
    }
}

package org.offhook.core.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.live.LiveCalls;
import org.offhook.core.calls.live.LiveDesks;
import org.offhook.core.domains.Gate;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.CallOrders;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.trunks.Loopback;
import org.offhook.core.trunks.Routes;
import org.offhook.protocols.sip.refer.Replaces;

/// The door of the call router. Safe from any thread.
public final class CallDesk implements InviteHandler, CallOrders {

    private static final Map<String, String> RETRY_LATER = Map.of("Retry-After", "10");
    private static final int NOT_FOUND = 20404;
    private static final int WRONG_STATE = 21220;
    private static final int UNAVAILABLE = 20503;

    private final CallTools tools;
    private final Switchboard switchboard;
    private final Placing placing;
    private final Recovery recovery;
    private final LiveDesks beside;
    private final CallCounters counters = new CallCounters();
    private volatile boolean draining;

    public CallDesk(CallTools tools) {
        this.tools = tools;
        Routes routes = new Routes(
                tools.base().numbers(),
                tools.lines().registrations(),
                tools.lines().domains(),
                tools.lines().carriers(),
                tools.lines().tolls(),
                tools.lines().domain());
        this.switchboard = new Switchboard(tools, routes, this, this::place);
        this.placing = new Placing(tools, routes, switchboard);
        this.recovery = new Recovery(tools, placing);
        this.beside = LiveDesks.of(tools, new LiveCalls(tools.base().store(), switchboard::tell));
    }

    @Override
    public boolean takesMore() {
        return counted(!draining && switchboard.takesMore());
    }

    /// A call comes in. Never blocks: the call's script finds out everything else.
    @Override
    public Admission incoming(IncomingInvite invite, SipLeg leg) {
        boolean inside = Loopback.carried(invite);
        // Whoever comes from outside has passed takesMore; who it is may have taken a while to find out.
        if (inside ? !takesMore() : !counted(!draining && !switchboard.full())) {
            return new Admission.Refused(503, "Service Unavailable", RETRY_LATER);
        }
        switch (inside ? Gate.Verdict.ADMITTED : tools.lines().gate().judge(invite)) {
            case CHALLENGED -> {
                return new Admission.Challenged();
            }
            case REFUSED -> {
                counters.refused();
                return new Admission.Refused(403, "Forbidden", Map.of());
            }
            case ADMITTED -> {
                // On to its script.
            }
        }
        String replaces = invite.header("Replaces");
        if (replaces != null) {
            return replace(replaces, invite, leg);
        }
        counters.incoming();
        Mailbox<Signal> mailbox = switchboard.incoming(invite, leg);
        return new Admission.Admitted(event -> mailbox.put(new Signal.Sip(event)));
    }

    private boolean counted(boolean more) {
        if (!more) {
            counters.refused();
        }
        return more;
    }

    /// RFC 3891 §3: the new dialog takes the place of one that is known here, or is refused. No call begins.
    private Admission replace(String replaces, IncomingInvite invite, SipLeg leg) {
        Replaces wanted = Replaces.parse(replaces);
        Mailbox<Signal> mailbox = wanted == null ? null : switchboard.replace(wanted, invite, leg);
        return mailbox == null
                ? new Admission.Refused(wanted == null ? 400 : 481, wanted == null ? "Bad Replaces" : "", Map.of())
                : new Admission.Admitted(event -> mailbox.put(new Signal.Sip(event, leg)));
    }

    /// Calls somebody. The call is durable before this returns; it begins when it is its turn.
    ///
    /// @throws org.offhook.core.store.StoreException when it could not be stored; then nobody is called
    public Outcome<Call> place(PlaceCall command) {
        return place(command, null);
    }

    /// The same, at a time.
    ///
    /// @param due when it begins; null: as soon as it is its turn
    public Outcome<Call> place(PlaceCall command, @Nullable Instant due) {
        if (draining || placing.full()) {
            counters.refused();
            return Outcome.refused(
                    503, UNAVAILABLE, "The platform takes no more calls at the moment; try again later.");
        }
        Outcome<Call> placed = placing.place(command, due);
        if (placed instanceof Outcome.Done<Call>) {
            counters.placed();
        }
        return placed;
    }

    @Override
    public Outcome<Sid> order(Sid account, String from, String to, String document, Instant when) {
        return switch (place(PlaceCall.of(account, to, from, document), when)) {
            case Outcome.Done<Call>(Call placed) -> Outcome.done(placed.sid());
            case Outcome.Refused<Call>(int status, int code, String message) -> Outcome.refused(status, code, message);
        };
    }

    /// Changes a live call. The answer shows the call as it was when the command was accepted; what the command
    /// does is seen in the call's events.
    public Outcome<Call> change(ChangeCall command) {
        Optional<Call> stored = tools.base()
                .store()
                .find(Call.KIND, command.call())
                .filter(call -> call.account().equals(command.account()));
        if (stored.isEmpty()) {
            return Outcome.refused(404, NOT_FOUND, "There is no call " + command.call() + ".");
        }
        Call call = stored.get();
        if (call.status().terminal()) {
            return wrongState(call);
        }
        if (command.wish() instanceof Wish.Cancel && call.status() == CallStatus.IN_PROGRESS) {
            return wrongState(call);
        }
        if (switchboard.tell(call.sid(), new Signal.Wished(command.wish()))) {
            return Outcome.done(call);
        }
        boolean ends = command.wish() instanceof Wish.Cancel || command.wish() instanceof Wish.Complete;
        return ends ? placing.cancel(call).map(Outcome::done).orElseGet(() -> wrongState(call)) : wrongState(call);
    }

    /// What runs beside live calls.
    public LiveDesks beside() {
        return beside;
    }

    /// A call that lives in this process.
    public Optional<Call> live(Sid call) {
        return switchboard.find(call);
    }

    /// The calls that live in this process, of all accounts.
    public List<Call> live() {
        return switchboard.all();
    }

    /// How many calls live.
    public int active() {
        return switchboard.size();
    }

    /// How many placed calls wait for their turn.
    public int waiting() {
        return placing.waiting();
    }

    /// How late the machine is with calls that came, in nanoseconds.
    public long lateness() {
        return switchboard.lateness();
    }

    /// How many of what there were since the start.
    public CallCounters counters() {
        return counters;
    }

    /// Closes, once at start, what a crash left open: a call that was under way ends as failed, one that was
    /// only queued is placed again. Callbacks that are still owed are delivered.
    public void recover() {
        recovery.run();
        tools.meetings().conferences().recover();
        tools.meetings().queues().recover();
        tools.transcriptions().recover();
        tools.deliveries().recover();
    }

    /// No new calls from now on (503). Calls in progress may finish within `patience`, then they are hung up;
    /// those that wait for their turn wait for the next start.
    ///
    /// @return completes when none is left
    public CompletionStage<Void> drain(Duration patience) {
        draining = true;
        placing.close();
        tools.base().scheduler().after(patience, () -> switchboard.tellAll(new Signal.Wished(new Wish.Complete())));
        return switchboard.whenEmpty();
    }

    private static Outcome<Call> wrongState(Call call) {
        return Outcome.refused(
                400, WRONG_STATE, "The call is " + call.status().text() + " and cannot be changed like this.");
    }
}

package org.offhook.core.calls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Dialling;
import org.offhook.core.calls.leg.Family;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.script.IncomingScript;
import org.offhook.core.calls.script.Interpreter;
import org.offhook.core.calls.script.LegMaker;
import org.offhook.core.calls.script.OutgoingPlan;
import org.offhook.core.calls.script.OutgoingPlan.Purpose;
import org.offhook.core.calls.script.OutgoingScript;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.limits.Backlog;
import org.offhook.core.limits.Quotas;
import org.offhook.core.limits.Tolerance;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;
import org.offhook.core.trunks.gateway.Gateway;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.refer.Replaces;

/// Starts the scripts of calls and knows which of them live. Safe from any thread.
final class Switchboard implements Family.Dialler {

    private final CallTools tools;
    private final Routes routes;
    private final Interpreter interpreter;
    private final InviteHandler desk;
    private final BiFunction<PlaceCall, Instant, Outcome<Call>> later;
    private final Map<Sid, Live> live = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final Backlog backlog;
    private final Tolerance tolerance;
    private volatile boolean closing;

    /// @param later places a call at a time
    Switchboard(
            CallTools tools, Routes routes, InviteHandler desk, BiFunction<PlaceCall, Instant, Outcome<Call>> later) {
        this.tools = tools;
        this.routes = routes;
        this.interpreter = new Interpreter(tools.verbs());
        this.desk = desk;
        this.later = later;
        this.backlog = new Backlog(tools.base().clock());
        this.tolerance = new Tolerance(tools.base().clock(), tools.limits().start());
    }

    @Override
    public Outcome<Call> place(PlaceCall command, Instant due) {
        return later.apply(command, due);
    }

    /// A call with a script. Its state is written by the script alone.
    private static final class Live {
        private volatile @Nullable Call call;
        private volatile @Nullable Mailbox<Signal> mailbox;
        private volatile @Nullable SipLeg sip;
        private volatile Quotas.@Nullable Ticket ticket;
        private volatile boolean over;
    }

    /// Whether one more can begin: there are not too many, and the machine is not too late with those that came.
    boolean takesMore() {
        return !full() && !tolerance.isTooLate(lateness());
    }

    /// Whether there are too many calls.
    boolean full() {
        return count.get() >= tools.limits().calls();
    }

    /// How late the machine is with calls that came, in nanoseconds: with beginning them, and with the disk.
    long lateness() {
        return Math.max(backlog.delay(), tools.base().store().lateness());
    }

    int size() {
        return count.get();
    }

    Optional<Call> find(Sid sid) {
        Live found = live.get(sid);
        return found == null ? Optional.empty() : Optional.ofNullable(found.call);
    }

    List<Call> all() {
        return live.values().stream()
                .flatMap(one -> Optional.ofNullable(one.call).stream())
                .toList();
    }

    /// Tells a call something.
    ///
    /// @return false when it has no script any more
    boolean tell(Sid sid, Signal signal) {
        Live found = live.get(sid);
        Mailbox<Signal> mailbox = found == null ? null : found.mailbox;
        return mailbox != null && mailbox.put(signal);
    }

    void tellAll(Signal signal) {
        Collection<Sid> sids = List.copyOf(live.keySet());
        sids.forEach(sid -> tell(sid, signal));
    }

    /// Completes when the last call is over; asked once no new ones are taken.
    CompletionStage<Void> whenEmpty() {
        closing = true;
        if (count.get() == 0) {
            empty.complete(null);
        }
        return empty;
    }

    Mailbox<Signal> incoming(IncomingInvite invite, SipLeg leg) {
        Sid sid = tools.base().sids().next(SidType.CALL);
        Live one = new Live();
        IncomingScript script = new IncomingScript(tools, routes, interpreter, maker(one), sid, invite, leg);
        tools.base().log().begin(sid);
        return start(sid, one, script::run);
    }

    /// Starts an outgoing call; its events are numbered on ([org.offhook.core.events.EventLog#begin] or `hold`)
    /// by whoever calls this.
    Mailbox<Signal> outgoing(Account account, Call call, OutgoingPlan wanted) {
        Live one = new Live();
        one.call = call;
        OutgoingPlan plan = isTolled(wanted.route()) ? tolled(account.sid(), call, wanted, one) : wanted;
        OutgoingScript script = new OutgoingScript(tools, routes, interpreter, maker(one), desk, account, call, plan);
        return start(call.sid(), one, script::run);
    }

    /// Why an account may call nobody at carriers at the moment, or null.
    TollGuard.Verdict.@Nullable Refused stops(Sid account, Route route) {
        return isTolled(route) ? tools.lines().tolls().stops(account, () -> running(account)) : null;
    }

    /// With a ticket of the account's, and for as long as its money lasts; to nowhere when it may not go out.
    private OutgoingPlan tolled(Sid account, Call call, OutgoingPlan plan, Live one) {
        TollGuard tolls = tools.lines().tolls();
        return switch (tolls.admit(account, () -> running(account))) {
            case TollGuard.Verdict.Refused(int code, String message) -> plan.to(new Route.Nowhere(code, message));
            case TollGuard.Verdict.Admitted(Quotas.Ticket ticket) -> {
                one.ticket = ticket;
                BigDecimal left = tolls.left(account, running(account));
                Duration lasts = left == null ? null : tools.base().prices().lasts(false, call.to(), left);
                yield lasts == null ? plan : plan.within(lasts.plusSeconds(1));
            }
        };
    }

    private static boolean isTolled(Route route) {
        if (!(route instanceof Route.Outside way)) {
            return false;
        }
        Gateway gateway = way.gateway();
        return gateway != null && gateway.isCarrier();
    }

    /// What the calls of an account that are on have cost until now.
    private BigDecimal running(Sid account) {
        Instant now = tools.base().clock().now();
        BigDecimal sum = BigDecimal.ZERO;
        for (Live one : live.values()) {
            Call call = one.call;
            if (call != null && call.account().equals(account) && call.started() != null) {
                long seconds = Duration.between(call.started(), now).toSeconds();
                BigDecimal price = tools.base()
                        .prices()
                        .call(call.direction() == Direction.INBOUND, call.to(), seconds)
                        .price();
                sum = price == null ? sum : sum.add(price);
            }
        }
        return sum;
    }

    @Override
    public boolean holds(Replaces replaces) {
        return holder(replaces) != null;
    }

    /// Lets somebody take the place of a party that is in a call (RFC 3891).
    ///
    /// @return the mailbox of the call; null when no call here has that dialog
    @Nullable
    Mailbox<Signal> replace(Replaces replaces, IncomingInvite invite, SipLeg by) {
        Live holder = replaces.earlyOnly() ? null : holder(replaces);
        Mailbox<Signal> mailbox = holder == null ? null : holder.mailbox;
        if (holder == null || mailbox == null || !mailbox.put(new Signal.Replaced(invite, by))) {
            return null;
        }
        holder.sip = by;
        return mailbox;
    }

    private @Nullable Live holder(Replaces replaces) {
        for (Live one : live.values()) {
            SipLeg sip = one.sip;
            if (sip != null && sip.callId().equals(replaces.dialog().callId())) {
                DialogId dialog = sip.dialog();
                if (replaces.dialog().equals(dialog)) {
                    return one;
                }
            }
        }
        return null;
    }

    @Override
    public Started dial(Dialling dialling) {
        Call parent = dialling.parent();
        Account account =
                tools.base().store().find(Account.KIND, parent.account()).orElseThrow();
        Instant now = tools.base().clock().now();
        Call call = new Call(
                        tools.base().sids().next(SidType.CALL),
                        parent.account(),
                        parent.sid(),
                        dialling.from(),
                        dialling.to(),
                        parent.forwardedFrom(),
                        null,
                        Direction.OUTBOUND_DIAL,
                        CallStatus.QUEUED,
                        parent.number(),
                        now,
                        dialling.statusCallback(),
                        dialling.statusEvents())
                .by(dialling.trunk());
        tools.base().log().begin(call.sid());
        Purpose purpose = new Purpose.Joined(dialling.reports(), dialling.screening(), dialling.fallback());
        OutgoingPlan plan = new OutgoingPlan(
                dialling.route(),
                dialling.from(),
                sendsOn(parent, dialling),
                dialling.sendDigits(),
                dialling.machine(),
                dialling.ringing(),
                dialling.timeLimit(),
                dialling.hops(),
                purpose);
        return new Started(call.sid(), outgoing(account, call, plan));
    }

    /// The number of the account that was called, when the call goes on from it as the caller's; or null.
    private @Nullable String sendsOn(Call parent, Dialling dialling) {
        boolean same =
                parent.direction() == Direction.INBOUND && dialling.from().equals(parent.from());
        return tools.base()
                .numbers()
                .at(parent.to())
                .filter(number -> same && number.account().equals(parent.account()))
                .map(PhoneNumber::number)
                .orElse(null);
    }

    private LegMaker maker(Live one) {
        return (account, call, mailbox, leg, media, prepared, sip) -> {
            one.call = call;
            one.sip = leg;
            Consumer<Call> whenChanged = next -> one.call = next;
            return new CallLeg(new CallLeg.Setup(
                    tools, routes, this, account, call, mailbox, leg, media, prepared, sip, whenChanged));
        };
    }

    /// The map holds a call from before its script can be reached until it has returned. A script that returns
    /// before the map knows it says so in `over`, and is taken out here.
    private Mailbox<Signal> start(Sid sid, Live one, Consumer<Mailbox<Signal>> story) {
        count.incrementAndGet();
        live.put(sid, one);
        backlog.entered();
        Mailbox<Signal> mailbox = tools.base().scripts().start("call " + sid, box -> {
            backlog.begun();
            one.mailbox = box;
            try {
                story.accept(box);
            } finally {
                ended(sid, one);
            }
        });
        if (!one.over) {
            one.mailbox = mailbox;
        }
        return mailbox;
    }

    private void ended(Sid sid, Live one) {
        one.over = true;
        Quotas.Ticket ticket = one.ticket;
        if (ticket != null) {
            ticket.close();
        }
        live.remove(sid);
        tools.base().log().release(sid);
        if (count.decrementAndGet() == 0 && closing) {
            empty.complete(null);
        }
    }
}

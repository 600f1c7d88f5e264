package org.offhook.core.calls.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlaceCall.RecordingWish;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.ChildOutcome;
import org.offhook.core.calls.leg.LastWord;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Signal.Report;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.OutgoingPlan.Purpose;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.core.trunks.Loopback;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;
import org.offhook.core.trunks.gateway.Failover;
import org.offhook.core.trunks.gateway.Failover.Attempt;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Parameters;

/// The story of a call that goes out: call, wait for the answer, then carry out its own document or be joined
/// with the leg that wanted it.
public final class OutgoingScript {

    /// Where every leg must be encrypted, and the only ways are such as others can read.
    private static final Admission.Refused OPEN_ONLY =
            new Admission.Refused(488, "Secure Transport Required", Map.of());

    /// How long a place may say nothing when there is another one (TRUST §3).
    private static final Duration SILENCE = Duration.ofMillis(3_600);

    private final CallTools tools;
    private final Routes routes;
    private final Interpreter interpreter;
    private final LegMaker maker;
    private final InviteHandler desk;
    private final Account account;
    private final Call call;
    private OutgoingPlan plan;

    /// @param desk takes calls that stay on the platform
    public OutgoingScript(
            CallTools tools,
            Routes routes,
            Interpreter interpreter,
            LegMaker maker,
            InviteHandler desk,
            Account account,
            Call call,
            OutgoingPlan plan) {
        this.tools = tools;
        this.routes = routes;
        this.interpreter = interpreter;
        this.maker = maker;
        this.desk = desk;
        this.account = account;
        this.call = call;
        this.plan = plan;
    }

    public void run(Mailbox<Signal> mailbox) {
        if (plan.route() instanceof Route.Nowhere(int code, String message)) {
            LastWord.refuse(tools, account, call, code, message);
            report(new Report.Ended(
                    new ChildOutcome(CallStatus.FAILED, LastWord.FORBIDDEN, "", Map.of(), false, Duration.ZERO)));
            return;
        }
        Optional<MediaSession> media = tools.lines().media().open(event -> mailbox.put(new Signal.Media(event)));
        if (media.isEmpty()) {
            LastWord.write(
                    tools,
                    account,
                    call,
                    CallStatus.FAILED,
                    tools.base().clock().now(),
                    503,
                    "no media ports left");
            report(new Report.Ended(new ChildOutcome(CallStatus.FAILED, 503, "", Map.of(), false, Duration.ZERO)));
            return;
        }
        SipLeg sip = invite(media.get(), mailbox);
        CallLeg leg = maker.make(account, call, mailbox, sip, media.get(), null, Parameters.NONE);
        leg.hops(plan.hops());
        try {
            if (plan.purpose() instanceof Purpose.Own) {
                leg.journal().change(Change.remove(PlannedCall.KIND, call.sid()));
            }
            leg.open(null);
            if (plan.purpose() instanceof Purpose.Joined) {
                // A far end may refer as soon as it has answered.
                leg.line()
                        .referralsTo(wish ->
                                report(new Report.Referred(wish, leg.line().sip())));
            }
            reach(leg);
            switch (plan.purpose()) {
                case Purpose.Own own -> perform(leg, own);
                case Purpose.Joined joined -> join(leg, joined);
            }
            leg.hangUp("end of document", CallStatus.COMPLETED);
        } catch (Unwind.HungUp over) {
            // However it came about, the call is over.
        } finally {
            leg.close();
            report(new Report.Ended(leg.outcome()));
        }
    }

    private SipLeg invite(MediaSession media, Mailbox<Signal> mailbox) {
        Consumer<LegEvent> events = event -> mailbox.put(new Signal.Sip(event));
        return switch (plan.route()) {
            case Route.Inside(String inside, Map<String, String> told) -> {
                Map<String, String> hops = new LinkedHashMap<>(told);
                hops.put("Max-Forwards", Integer.toString(plan.hops() - 1));
                OutgoingInvite order = new OutgoingInvite(
                        inside, null, shown().inside(), null, inside, headers(hops), media.offer(), null, null);
                yield new Loopback(desk, call.sid() + "@" + tools.lines().domain()).invite(order, events);
            }
            case Route.Replacing(String place, String replaces) -> {
                Map<String, String> with =
                        Map.of("Max-Forwards", Integer.toString(plan.hops() - 1), "Replaces", replaces);
                OutgoingInvite order = new OutgoingInvite(
                        place, null, shown().inside(), null, place, headers(with), media.offer(), null, null);
                yield new Loopback(desk, call.sid() + "@" + tools.lines().domain()).invite(order, events);
            }
            case Route.Outside way -> {
                List<Route.Outside> ways = tools.lines().keys().safe(way);
                media.encrypt(tools.lines().keys().outgoing(ways));
                String offer = media.offer();
                List<Attempt> attempts = ways.stream()
                        .map(one -> new Attempt(order(one, ways.size() == 1, offer), one.gateway()))
                        .toList();
                yield attempts.isEmpty()
                        ? new Loopback((_, _) -> OPEN_ONLY, call.sid().value()).invite(order(way, true, ""), events)
                        : Failover.invite(tools.lines().signalling(), attempts, events);
            }
            case Route.Nowhere(int code, String message) ->
                throw new IllegalArgumentException("a call to nowhere: " + code + " " + message);
        };
    }

    /// @param only whether there is no other way
    private OutgoingInvite order(Route.Outside way, boolean only, String offer) {
        String target = tools.lines().keys().target(way.target());
        return new OutgoingInvite(
                target,
                way.via(),
                shown().uri(),
                shown().name(),
                target,
                headers(shown().headers(way)),
                offer,
                way.credentials(),
                way.named() ? tools.lines().destinations() : null,
                only ? null : SILENCE);
    }

    private Shown shown() {
        return new Shown(routes, plan.from(), plan.called());
    }

    private Map<String, String> headers(Map<String, String> own) {
        Map<String, String> headers = new LinkedHashMap<>(own);
        headers.put("X-Twilio-CallSid", call.sid().value());
        headers.put("X-Twilio-AccountSid", account.sid().value());
        return headers;
    }

    /// Waits until the far end has answered. A new document that REST gives meanwhile is taken then.
    private void reach(CallLeg leg) {
        long begun = tools.base().clock().nanos();
        boolean rang = false;
        boolean sounded = false;
        while (!leg.line().mediaReady()) {
            Duration left = plan.ringing().minusNanos(tools.base().clock().nanos() - begun);
            try {
                boolean known = rang;
                boolean heard = sounded;
                boolean progress = leg.inbox()
                        .await(
                                () -> leg.line().mediaReady()
                                        || (!known && leg.line().ringing())
                                        || (!heard && leg.line().earlySound()),
                                left);
                if (!progress) {
                    leg.hangUp("no answer", CallStatus.NO_ANSWER);
                }
            } catch (Unwind.Diverted diverted) {
                redirect(diverted.wish());
            }
            if (!rang && leg.line().ringing()) {
                rang = true;
                leg.farEndRings();
                report(new Report.Ringing());
            }
            if (!sounded && leg.line().earlySound()) {
                sounded = true;
                report(new Report.Early(leg.line().media()));
            }
        }
        leg.farEndAnswered(plan.longest());
        report(new Report.Answered());
    }

    private void sendDigits(CallLeg leg) {
        String digits = plan.sendDigits();
        if (digits != null && !digits.isEmpty()) {
            leg.playback().press(digits);
        }
    }

    private void redirect(Wish wish) {
        report(new Report.Detached());
        @Nullable RecordingWish recording = plan.purpose() instanceof Purpose.Own own ? own.recording() : null;
        Purpose purpose = switch (wish) {
            case Wish.Redirect(Hook document, Hook fallback) -> new Purpose.Own(document, null, fallback, recording);
            case Wish.Document(String twiml) -> new Purpose.Own(null, twiml, null, recording);
            case Wish.Transfer _, Wish.Complete _, Wish.Cancel _, Wish.Settings _ ->
                throw new IllegalStateException("no document in " + wish);
        };
        plan = new OutgoingPlan(
                plan.route(),
                plan.from(),
                plan.called(),
                plan.sendDigits(),
                plan.machine(),
                plan.ringing(),
                plan.longest(),
                plan.hops(),
                purpose);
    }

    private void perform(CallLeg leg, Purpose.Own own) {
        RecordingWish recording = own.recording();
        if (recording != null) {
            leg.recordAll(new Recordings.Order(
                    "OutboundAPI",
                    recording.channels(),
                    Track.BOTH,
                    Duration.ZERO,
                    plan.longest(),
                    "",
                    recording.trimSilence(),
                    recording.callback(),
                    recording.events()));
        }
        leg.talk().fallback(own.fallback());
        interpreter.perform(leg, () -> first(leg, own));
    }

    private Answer first(CallLeg leg, Purpose.Own own) {
        sendDigits(leg);
        Parameters who = MachineCheck.run(leg, plan.machine(), plan.sendDigits());
        Hook document = own.document();
        String twiml = own.twiml();
        return document != null ? leg.talk().visit(document, who) : interpreter.inline(leg, twiml == null ? "" : twiml);
    }

    /// Screening, then waiting at the parent's disposal. REST can take the leg away to a document of its own.
    private void join(CallLeg leg, Purpose.Joined joined) {
        try {
            sendDigits(leg);
            MachineCheck.run(leg, plan.machine(), plan.sendDigits());
            leg.mayDial(false);
            Hook screening = joined.screening();
            if (screening != null) {
                leg.talk().fallback(joined.fallback());
                Answer answer = leg.talk().visit(screening, Parameters.NONE);
                if (interpreter.follow(leg, answer) == Interpreter.End.HANG_UP) {
                    leg.hangUp("screened", CallStatus.COMPLETED);
                }
            }
            report(new Report.Ready(leg.line().media()));
            leg.keys().signalledTo(digits -> report(new Report.Pressed(digits)));
            leg.inbox().await(() -> false);
        } catch (Unwind.Diverted diverted) {
            report(new Report.Detached());
            leg.line().referralsTo(null);
            leg.playback().stop();
            leg.keys().signalledTo(digits -> {});
            leg.mayDial(true);
            interpreter.perform(leg, () -> interpreter.elsewhere(leg, diverted));
        }
    }

    private void report(Report report) {
        if (plan.purpose() instanceof Purpose.Joined joined) {
            joined.parent().put(new Signal.Child(call.sid(), report));
        }
    }
}

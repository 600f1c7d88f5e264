package org.offhook.core.verbs.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Next;
import org.offhook.core.events.EventType;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.Encounter;
import org.offhook.core.queues.Encounter.MemberSays;
import org.offhook.core.queues.Encounter.TakerSays;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Takes the next caller of a queue and talks with it. However it is left, the caller who was taken knows.
public final class TakeRun {

    private static final int NOT_FROM_HERE = 13201;
    private static final int NO_QUEUE = 12200;

    private final CallLeg leg;
    private final QueueNoun noun;
    private final Wishes wishes;
    private final QueueDesk desk;
    private @Nullable CallQueue queue;
    private @Nullable Encounter encounter;
    private @Nullable MemberSays said;
    private Recordings.@Nullable Running recording;
    private boolean inLine;
    private boolean joined;
    private String status = "no-answer";
    private Parameters about = Parameters.NONE;

    /// What Dial wants.
    ///
    /// @param action  asked when it is over; null: the next verb runs
    /// @param timeout how long to wait for somebody
    /// @param longest how long to talk
    /// @param recording of the talk; null for none
    public record Wishes(
            @Nullable Hook action,
            Duration timeout,
            Duration longest,
            boolean hangupOnStar,
            Recordings.@Nullable Order recording) {}

    public TakeRun(CallLeg leg, QueueNoun noun, Wishes wishes) {
        this.leg = leg;
        this.noun = noun;
        this.wishes = wishes;
        this.desk = leg.tools().meetings().queues();
    }

    public Next run() {
        if (!leg.mayDial()) {
            leg.journal().error(NOT_FROM_HERE, "A document that is heard before the legs are joined cannot dial.");
            return Next.CONTINUE;
        }
        Hook action = wishes.action();
        leg.journal().note(EventType.DIAL_STARTED, "to", "queue " + noun.name());
        try {
            if (desk.find(leg.call().account(), noun.name()) instanceof Outcome.Done<CallQueue>(CallQueue found)) {
                queue = found;
                take(found);
            } else {
                status = "error";
                leg.journal().error(NO_QUEUE, "There is no queue " + noun.name() + ".");
            }
        } catch (Unwind.HungUp over) {
            finish();
            if (action != null) {
                leg.talk().visit(action, outcome());
            }
            throw over;
        } catch (Unwind.Diverted elsewhere) {
            finish();
            throw elsewhere.with(outcome());
        } finally {
            finish();
            leg.journal().note(EventType.DIAL_ENDED, "status", status);
        }
        return action == null ? Next.CONTINUE : new Next.Goto(action, outcome());
    }

    /// One after the other, until one is there to talk to or the time is up.
    private void take(CallQueue from) {
        long end = leg.tools().base().clock().nanos() + wishes.timeout().toNanos();
        while (true) {
            encounter = null;
            said = null;
            inLine = true;
            desk.take(
                    from.sid(),
                    new Encounter.Taker(
                            from.account(),
                            leg.call().sid(),
                            leg.line().media(),
                            leg.talk().absolute(noun.greeting()),
                            met -> news(() -> matched(met)),
                            says -> news(() -> said = says)));
            Duration left = Duration.ofNanos(end - leg.tools().base().clock().nanos());
            if (!leg.inbox().await(() -> encounter != null, left)
                    && desk.giveUp(from.sid(), leg.call().sid())) {
                inLine = false;
                return;
            }
            leg.inbox().await(() -> encounter != null);
            leg.inbox().await(() -> said != null);
            if (said == MemberSays.READY) {
                talk();
                return;
            }
        }
    }

    private void matched(Encounter met) {
        inLine = false;
        encounter = met;
    }

    private void news(Runnable news) {
        leg.inbox().mailbox().put(new Signal.News(news));
    }

    private void talk() {
        Encounter met = encounter;
        if (met == null) {
            return;
        }
        String with = met.waiting().row().call().value();
        long begun = leg.tools().base().clock().nanos();
        joined = true;
        status = "completed";
        leg.journal().note(EventType.BRIDGED, "with", with);
        leg.keys().forget();
        leg.keys().signalledTo(met.waiting().sound()::press);
        leg.line().media().bridge(met.waiting().sound());
        Recordings.Order order = wishes.recording();
        recording = order == null ? null : leg.recordings().start(order);
        try {
            leg.inbox().await(() -> said == MemberSays.GONE || starred(), wishes.longest());
        } finally {
            leg.line().media().unbridge();
            leg.keys().signalledTo(digits -> {});
            leg.journal().note(EventType.UNBRIDGED, "with", with);
            Duration talked = Duration.ofNanos(leg.tools().base().clock().nanos() - begun);
            about = Parameters.NONE
                    .with("DialCallSid", with)
                    .with("DialCallDuration", Long.toString(talked.toSeconds()));
        }
    }

    private boolean starred() {
        while (leg.keys().any()) {
            if (leg.keys().next() == '*' && wishes.hangupOnStar()) {
                return true;
            }
        }
        return false;
    }

    /// Safe to call again.
    private void finish() {
        Recordings.Running running = recording;
        if (running != null) {
            recording = null;
            leg.recordings().finish(running);
            about = about.with(leg.recordings().told(running));
        }
        CallQueue from = queue;
        queue = null;
        if (from == null) {
            return;
        }
        if (inLine && !desk.giveUp(from.sid(), leg.call().sid())) {
            // Matched just now: the news is on its way.
            leg.inbox().await(() -> encounter != null, Duration.ofSeconds(1));
        }
        inLine = false;
        Encounter met = encounter;
        if (met != null) {
            met.waiting().told().accept(joined ? TakerSays.FINISHED : TakerSays.GONE);
        }
        about = about.with("QueueSid", from.sid().value());
    }

    private Parameters outcome() {
        return Parameters.NONE
                .with("DialCallStatus", status)
                .with("DialBridged", Boolean.toString(joined))
                .with(about);
    }
}

package org.offhook.core.verbs.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Interpreter.End;
import org.offhook.core.calls.script.Next;
import org.offhook.core.events.EventType;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.Encounter;
import org.offhook.core.queues.Encounter.MemberSays;
import org.offhook.core.queues.Encounter.TakerSays;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.queues.Standing;
import org.offhook.core.verbs.waiting.HoldMusic;
import org.offhook.core.verbs.waiting.Listening;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// A caller's time in a queue, from the end of the line to the one who takes the call. However it is left, the
/// caller waits no more and whoever took it knows.
final class EnqueueRun {

    /// A document that is over at once is not fetched more often.
    private static final Duration LEAST_ROUND = Duration.ofSeconds(1);

    private final CallLeg leg;
    private final Enqueue verb;
    private final QueueDesk desk;
    private final CallQueue queue;
    private final Encounter.Waiting place;
    private @Nullable Encounter encounter;
    private @Nullable TakerSays said;
    private boolean bridged;
    private boolean waits;
    private String result = "system-error";
    private Duration waited = Duration.ZERO;

    EnqueueRun(CallLeg leg, Enqueue verb) {
        this.leg = leg;
        this.verb = verb;
        this.desk = leg.tools().meetings().queues();
        this.queue = desk.open(leg.call().account(), verb.queue());
        QueueMember row = desk.row(queue, leg.call().sid());
        this.place = new Encounter.Waiting(
                row, leg.line().media(), met -> news(() -> called(met)), says -> news(() -> said = says));
    }

    private void news(Runnable news) {
        leg.inbox().mailbox().put(new Signal.News(news));
    }

    private void called(Encounter met) {
        encounter = met;
        said = null;
        waits = false;
        waited = Duration.between(
                place.row().created(), leg.tools().base().clock().now());
    }

    Next run() {
        Hook action = leg.talk().absolute(verb.action());
        boolean hangUp = false;
        try {
            if (desk.join(queue, place, most())) {
                waits = true;
                leg.journal().note(EventType.QUEUE_ENTERED, "queue", queue.sid().value(), "name", queue.name());
                hangUp = waitAndTalk() == End.HANG_UP;
            } else {
                result = "queue-full";
            }
        } catch (Unwind.HungUp over) {
            leave("hangup");
            if (action != null) {
                leg.talk().visit(action, outcome());
            }
            throw over;
        } catch (Unwind.Diverted elsewhere) {
            leave(bridged ? "redirected-from-bridged" : "redirected");
            throw elsewhere.with(outcome());
        } finally {
            leave("system-error");
            leg.journal().note(EventType.QUEUE_LEFT, "queue", queue.sid().value(), "result", result);
        }
        if (hangUp) {
            if (action != null) {
                leg.talk().visit(action, outcome());
            }
            return Next.END;
        }
        return action == null ? Next.CONTINUE : new Next.Goto(action, outcome());
    }

    /// @return how the waiting ended, when it was not by a call that took the caller
    private End waitAndTalk() {
        while (true) {
            End[] end = new End[1];
            leg.inbox().unless(() -> encounter != null, () -> end[0] = listen());
            if (end[0] != null && desk.leave(place.row(), reason(end[0]))) {
                waits = false;
                waited = Duration.between(
                        place.row().created(), leg.tools().base().clock().now());
                result = reason(end[0]);
                return end[0];
            }
            // Called; if just when the caller was about to go, then the call comes first.
            leg.inbox().await(() -> encounter != null);
            if (meet()) {
                result = "bridged";
                return End.OUT_OF_VERBS;
            }
        }
    }

    private static String reason(End end) {
        return switch (end) {
            case LEAVE -> "leave";
            case HANG_UP -> "hangup";
            case FAILED, OUT_OF_VERBS -> "error";
        };
    }

    /// Until the documents say that the caller leaves.
    private End listen() {
        if (verb.music()) {
            HoldMusic.play(leg);
        }
        Hook document = verb.waiting();
        if (document == null) {
            leg.inbox().await(() -> false);
            return End.LEAVE;
        }
        Listening listening = new Listening(leg, Listening.QUEUE);
        while (true) {
            long begun = leg.tools().base().clock().nanos();
            End end = listening.hear(document, standing());
            if (end != End.OUT_OF_VERBS) {
                return end;
            }
            Duration took = Duration.ofNanos(leg.tools().base().clock().nanos() - begun);
            leg.inbox().await(() -> false, LEAST_ROUND.minus(took));
        }
    }

    private int most() {
        return Math.min(queue.most(), verb.most());
    }

    private Parameters standing() {
        Standing standing = desk.standing(queue.sid(), leg.call().sid());
        Duration so = Duration.between(
                place.row().created(), leg.tools().base().clock().now());
        return Parameters.NONE
                .with("QueuePosition", Integer.toString(standing.position()))
                .with("QueueSid", queue.sid().value())
                .with("QueueTime", Long.toString(so.toSeconds()))
                .with("AvgQueueTime", Long.toString(standing.average().toSeconds()))
                .with("CurrentQueueSize", Integer.toString(standing.size()))
                .with("MaxQueueSize", Integer.toString(most()));
    }

    /// With the one who took the call.
    ///
    /// @return false when that one went before they were joined: the caller is the next again
    private boolean meet() {
        Encounter met = encounter;
        if (met == null) {
            return false;
        }
        Hook greeting = met.greeting();
        if (greeting != null) {
            leg.inbox().unless(() -> said != null, () -> {
                Object _ = new Listening(leg, Listening.CONFERENCE).hear(greeting, greeted(met));
            });
        }
        leg.keys().signalledTo(met.taker().sound()::press);
        try {
            if (said == null) {
                bridged = true;
                met.taker().told().accept(MemberSays.READY);
                leg.inbox().await(() -> said != null);
            }
        } finally {
            leg.keys().signalledTo(digits -> {});
        }
        boolean joined = said == TakerSays.FINISHED;
        encounter = null;
        bridged = joined;
        if (!joined) {
            waits = true;
            desk.back(place);
        }
        return joined;
    }

    /// T10: the parameter is spelt as the original spells it.
    private Parameters greeted(Encounter met) {
        return Parameters.NONE
                .with("QueueSid", queue.sid().value())
                .with("QueueTime", Long.toString(waited.toSeconds()))
                .with("DequeingCallSid", met.taker().call().value());
    }

    private void leave(String why) {
        Encounter met = encounter;
        if (waits && desk.leave(place.row(), why)) {
            waited = Duration.between(
                    place.row().created(), leg.tools().base().clock().now());
            result = why;
        } else if (waits) {
            // Called just now: the news is on its way.
            leg.inbox().await(() -> encounter != null, LEAST_ROUND);
            met = encounter;
        }
        waits = false;
        if (met != null) {
            encounter = null;
            result = why;
            met.taker().told().accept(MemberSays.GONE);
        }
    }

    private Parameters outcome() {
        return Parameters.NONE
                .with("QueueResult", result)
                .with("QueueSid", queue.sid().value())
                .with("QueueTime", Long.toString(waited.toSeconds()));
    }
}

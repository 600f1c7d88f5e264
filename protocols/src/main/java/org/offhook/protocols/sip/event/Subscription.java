package org.offhook.protocols.sip.event;

import java.util.List;
import java.util.Set;
import org.offhook.protocols.sip.event.Notice.Reason;
import org.offhook.protocols.sip.transaction.Step;
import org.offhook.protocols.sip.transaction.Timers;

/// A subscription as its notifier sees it (RFC 6665 §4.2). Each SUBSCRIBE is followed by a NOTIFY at once; a
/// change is told at once when the last NOTIFY was answered and is older than the package's pace, else with the
/// next one, together with whatever else has changed until then (§4.2.3, §5.4.10).
///
/// Times are nanoseconds of a monotonic clock. What was sent before the latest NOTIFY is of no interest any
/// more: a phone that comes back from another address refreshes while the NOTIFY to the old one is still lost.
public sealed interface Subscription {

    /// How many NOTIFYs were sent.
    int count();

    /// When the state wants a tick; [Timers#NEVER] when it wants none.
    default long deadline() {
        return Timers.NEVER;
    }

    /// One that has not ended.
    sealed interface Live extends Subscription {
        /// When it ends unless it is refreshed.
        long endsAt();

        /// Until when no change is told.
        long restsUntil();

        @Override
        default long deadline() {
            return endsAt();
        }
    }

    /// The subscriber has been told everything.
    record Told(int count, long endsAt, long restsUntil) implements Live {}

    /// A change waits for its time.
    record Owing(int count, long endsAt, long restsUntil) implements Live {
        @Override
        public long deadline() {
            return Math.min(endsAt, restsUntil);
        }
    }

    /// The latest NOTIFY was not answered.
    ///
    /// @param more whether there was a change since
    record Telling(int count, long endsAt, long restsUntil, boolean more) implements Live {}

    /// It has ended, and the subscriber was told so unless it is gone.
    record Over(int count) implements Subscription {}

    /// Answers to a NOTIFY that mean that the subscription, or all of its dialog, is not there any more (RFC 5057
    /// §5.1, RFC 6665 §4.2.2).
    Set<Integer> GONE = Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 502, 604);

    /// Before the first SUBSCRIBE is taken.
    static Subscription start(long now) {
        return new Told(0, Timers.NEVER, now);
    }

    /// @param pace nanoseconds between two NOTIFYs about changes
    static Step<Subscription, Notice> step(Subscription state, SubscriptionInput input, long now, long pace) {
        return switch (state) {
            case Over over -> to(over); // whatever comes late finds nothing
            case Live live -> live(live, input, now, pace);
        };
    }

    private static Step<Subscription, Notice> live(Live live, SubscriptionInput input, long now, long pace) {
        return switch (input) {
            // §4.2.1.2: a NOTIFY after every SUBSCRIBE; §4.2.1.4: also when that ends it.
            case SubscriptionInput.Subscribed(long lifetime) ->
                lifetime == 0 ? end(live, Reason.TIMEOUT) : tell(live.count(), now + lifetime, now, pace);
            case SubscriptionInput.Ended(Reason reason) -> end(live, reason);
            case SubscriptionInput.Changed _ -> changed(live, now, pace);
            case SubscriptionInput.Answered(int count, int status) ->
                isOpen(live, count) ? answered((Telling) live, status, now, pace) : to(live);
            // §4.2.2: who does not answer has no subscription.
            case SubscriptionInput.Unanswered(int count) -> to(isOpen(live, count) ? new Over(count) : live);
            case SubscriptionInput.Tick _ -> ticked(live, now, pace);
        };
    }

    private static Step<Subscription, Notice> changed(Live live, long now, long pace) {
        return switch (live) {
            case Telling telling -> to(new Telling(telling.count, telling.endsAt, telling.restsUntil, true));
            case Told _, Owing _ -> whenRested(live, now, pace);
        };
    }

    private static Step<Subscription, Notice> answered(Telling telling, int status, long now, long pace) {
        if (GONE.contains(status)) {
            return to(new Over(telling.count));
        }
        // Any other refusal says nothing about the subscription: the next change is told again.
        return telling.more
                ? whenRested(telling, now, pace)
                : to(new Told(telling.count, telling.endsAt, telling.restsUntil));
    }

    private static Step<Subscription, Notice> ticked(Live live, long now, long pace) {
        if (now >= live.endsAt()) {
            return end(live, Reason.TIMEOUT); // §4.2.1.4
        }
        return live instanceof Owing ? whenRested(live, now, pace) : to(live);
    }

    private static Step<Subscription, Notice> whenRested(Live live, long now, long pace) {
        return now >= live.restsUntil()
                ? tell(live.count(), live.endsAt(), now, pace)
                : to(new Owing(live.count(), live.endsAt(), live.restsUntil()));
    }

    private static Step<Subscription, Notice> tell(int told, long endsAt, long now, long pace) {
        int count = told + 1;
        return new Step<>(
                new Telling(count, endsAt, now + pace, false), List.of(new Notice(count, endsAt - now, null)));
    }

    private static Step<Subscription, Notice> end(Live live, Reason reason) {
        int count = live.count() + 1;
        return new Step<>(new Over(count), List.of(new Notice(count, 0, reason)));
    }

    private static boolean isOpen(Live live, int count) {
        return live instanceof Telling telling && telling.count == count;
    }

    private static Step<Subscription, Notice> to(Subscription next) {
        return new Step<>(next, List.of());
    }
}

package org.offhook.protocols.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.transaction.Timers;

/// A 2xx to an INVITE on its way to its ACK (RFC 3261 §13.3.1.4). It is repeated whatever the transport,
/// because a proxy may have another one behind it; after 64·T1 the session is given up.
public sealed interface Acceptance {

    /// When the state wants a tick; [Timers#NEVER] when it wants none.
    default long deadline() {
        return Timers.NEVER;
    }

    /// No ACK has come.
    ///
    /// @param interval between this repetition and the next
    record Unacknowledged(byte[] response, long resendAt, long interval, long endsAt) implements Acceptance {
        @Override
        public long deadline() {
            return Math.min(resendAt, endsAt);
        }
    }

    /// The ACK has come.
    record Acknowledged() implements Acceptance {}

    /// No ACK came in time: the session is to be ended with a BYE.
    record GivenUp() implements Acceptance {}

    /// What a tick did.
    ///
    /// @param send what is to be sent again, null when nothing is
    record Ticked(Acceptance next, byte @Nullable [] send) {}

    /// After the 2xx was sent for the first time.
    static Acceptance start(byte[] response, long now, Timers timers) {
        return new Unacknowledged(response, now + timers.t1(), timers.t1(), now + timers.patience());
    }

    static Ticked tick(Acceptance state, long now, Timers timers) {
        if (!(state instanceof Unacknowledged(byte[] response, long resendAt, long interval, long endsAt))) {
            return new Ticked(state, null);
        }
        if (now >= endsAt) {
            return new Ticked(new GivenUp(), null);
        }
        if (now < resendAt) {
            return new Ticked(state, null);
        }
        long next = Math.min(2 * interval, timers.t2());
        return new Ticked(new Unacknowledged(response, now + next, next, endsAt), response);
    }
}

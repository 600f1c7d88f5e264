package org.offhook.protocols.sip.dialog;

import org.offhook.protocols.sip.transaction.Timers;

/// The session timer of one side of a dialog (RFC 4028 §7.2, §10).
///
/// ```
/// Off ◀──2xx without Session-Expires── any ──2xx with it──▶ Ours | Theirs
/// Ours ──half of the interval──▶ refresh, Asking ──2xx──▶ Ours
/// Ours, Asking, Theirs ──shortly before the end──▶ BYE, Off
/// ```
public sealed interface SessionTimer {

    /// When the state wants a tick; [Timers#NEVER] when it wants none.
    default long deadline() {
        return Timers.NEVER;
    }

    /// The session has no limit.
    record Off() implements SessionTimer {}

    /// We refresh.
    record Ours(long refreshAt, long endsAt) implements SessionTimer {
        @Override
        public long deadline() {
            return Math.min(refreshAt, endsAt);
        }
    }

    /// Our refresh is under way.
    record Asking(long endsAt) implements SessionTimer {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// The other side refreshes.
    record Theirs(long endsAt) implements SessionTimer {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// What a tick asks for.
    enum Due {
        NOTHING,
        /// Send an UPDATE or a re-INVITE.
        REFRESH,
        /// No refresh came in time: send a BYE.
        END
    }

    record Ticked(SessionTimer next, Due due) {}

    /// After a 2xx to INVITE or UPDATE, of either side.
    static SessionTimer agreed(SessionTerms terms, long now) {
        return switch (terms) {
            case SessionTerms.Limited(long seconds, boolean ours) -> {
                long interval = seconds * 1_000_000_000L;
                // §10: the BYE goes out by the smaller of 32 s and a third of the interval before the end.
                long endsAt = now + interval - Math.min(32_000_000_000L, interval / 3);
                yield ours ? new Ours(now + interval / 2, endsAt) : new Theirs(endsAt);
            }
            case SessionTerms.Unlimited _, SessionTerms.TooShort _ -> new Off();
        };
    }

    static Ticked tick(SessionTimer state, long now) {
        return switch (state) {
            case Ours(long refreshAt, long endsAt) ->
                now >= endsAt
                        ? new Ticked(new Off(), Due.END)
                        : now >= refreshAt
                                ? new Ticked(new Asking(endsAt), Due.REFRESH)
                                : new Ticked(state, Due.NOTHING);
            case Asking(long endsAt) -> watch(state, endsAt, now);
            case Theirs(long endsAt) -> watch(state, endsAt, now);
            case Off _ -> new Ticked(state, Due.NOTHING);
        };
    }

    /// The refresh could not be sent or was refused for the moment: another one at `at`.
    static SessionTimer again(SessionTimer state, long at) {
        return state instanceof Asking(long endsAt) ? new Ours(at, endsAt) : state;
    }

    private static Ticked watch(SessionTimer state, long endsAt, long now) {
        return now >= endsAt ? new Ticked(new Off(), Due.END) : new Ticked(state, Due.NOTHING);
    }
}

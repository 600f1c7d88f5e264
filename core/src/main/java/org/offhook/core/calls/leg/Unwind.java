package org.offhook.core.calls.leg;

import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.webhooks.Parameters;

/// Leaves whatever a script is doing, out of every verb and wait, so that `finally` blocks put things in order.
/// Control flow, not failure: no stack trace, never logged, caught by the script alone
/// (docs/decisions/0010-unwinding.md).
@SuppressWarnings("serial") // Never leaves the thread it was made in.
public abstract sealed class Unwind extends RuntimeException {

    private Unwind(String message) {
        super(message, null, false, false);
    }

    /// The leg is over. Thrown once; whoever waits afterwards, to put things in order, is not thrown out again.
    public static final class HungUp extends Unwind {
        HungUp() {
            super("hung up");
        }
    }

    /// What the script did is no longer wanted; thrown by [Inbox#unless] alone.
    public static final class Enough extends Unwind {
        Enough() {
            super("enough");
        }
    }

    /// The call goes on elsewhere, by REST.
    public static final class Diverted extends Unwind {
        private final Wish wish;
        private final Parameters produced;

        Diverted(Wish wish) {
            this(wish, Parameters.NONE);
        }

        private Diverted(Wish wish, Parameters produced) {
            super("diverted");
            this.wish = wish;
            this.produced = produced;
        }

        /// What the interrupted verb has produced goes along to the new document (CALL-10).
        public Diverted with(Parameters more) {
            return new Diverted(wish, produced.with(more));
        }

        public Parameters produced() {
            return produced;
        }

        /// A [Wish.Redirect] or [Wish.Document].
        public Wish wish() {
            return wish;
        }
    }
}

package org.offhook.adapters.httpclient;

import org.offhook.core.ids.Sid;
import org.offhook.core.web.ByteBudget;

/// What one exchange takes of the memory for bodies. Small bodies are free: how many exchanges there are is
/// bounded already.
final class Charge implements AutoCloseable {

    private static final int FREE = 64 * 1024;
    private static final int STEP = 256 * 1024;

    private final ByteBudget budget;
    private final Sid account;
    private long taken;

    Charge(ByteBudget budget, Sid account) {
        this.budget = budget;
        this.account = account;
    }

    /// The body has come to this size.
    ///
    /// @throws ExchangeFailure 11200 when there is no room for it
    void grownTo(long bytes) throws ExchangeFailure {
        while (bytes - FREE > taken) {
            if (!budget.take(account, STEP)) {
                throw new ExchangeFailure(11200, "too many large bodies of this account are under way");
            }
            taken += STEP;
        }
    }

    @Override
    public void close() {
        if (taken > 0) {
            budget.give(account, taken);
            taken = 0;
        }
    }
}

package org.offhook.core.verbs;

import java.util.function.BooleanSupplier;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;

/// A verb that only lets itself be heard; it may stand inside Gather.
interface Prompt extends Verb {

    /// `loop="0"`: until the caller hangs up, at most so often (contract §7.1).
    int MOST_LOOPS = 1000;

    /// Blocks until it was heard, or until `enough` holds.
    void perform(CallLeg leg, BooleanSupplier enough);

    @Override
    default Next run(CallLeg leg) {
        perform(leg, () -> false);
        return Next.CONTINUE;
    }
}

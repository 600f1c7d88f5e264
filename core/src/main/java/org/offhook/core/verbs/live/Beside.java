package org.offhook.core.verbs.live;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.twiml.Reading;

/// One noun of `Start` or `Stop`, ready to be carried out.
@FunctionalInterface
interface Beside {

    /// Never waits.
    void perform(CallLeg leg);

    /// Reads a noun; what is wrong becomes a warning and the default.
    @FunctionalInterface
    interface Reader {
        Beside read(Reading element);
    }
}

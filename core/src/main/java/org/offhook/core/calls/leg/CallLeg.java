package org.offhook.core.calls.leg;

import org.offhook.core.calls.Call;

/// A call leg, as its verbs see it.
public final class CallLeg {

    private final Call call;

    CallLeg(Call call) {
        this.call = call;
    }

    /// How it stands now.
    public Call call() {
        return call;
    }
}

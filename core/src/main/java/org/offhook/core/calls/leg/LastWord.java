package org.offhook.core.calls.leg;

import java.time.Instant;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.tenancy.Account;
import org.offhook.core.webhooks.Parameters;

/// Ends a call that has no script: one that never got that far, or one that a crash left open.
public final class LastWord {

    private LastWord() {}

    /// Writes its end: state, event and callback in one transaction. Does not wait.
    ///
    /// Of a call about which nobody was told anything yet.
    ///
    /// @param when it ended
    public static void write(
            CallTools tools, Account account, Call call, CallStatus how, Instant when, int sipStatus, String cause) {
        write(tools, account, call, how, when, sipStatus, cause, 0);
    }

    /// @param when it ended
    /// @param told how many status callbacks about it are owed or were delivered
    public static void write(
            CallTools tools,
            Account account,
            Call call,
            CallStatus how,
            Instant when,
            int sipStatus,
            String cause,
            int told) {
        Journal journal = new Journal(
                tools, account, call, new CallParameters(tools.geography(), Parameters.NONE), changed -> {});
        journal.told(told);
        journal.over(how, when, sipStatus, cause);
        journal.closed();
    }
}

package org.offhook.core.calls.leg;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.core.webhooks.Parameters;

/// Ends a call that has no script: one that never got that far, or one that a crash left open.
public final class LastWord {

    /// What a call that may not go out ends with.
    public static final int FORBIDDEN = 403;

    private LastWord() {}

    /// Writes its end: state, event and callback in one transaction. Does not wait.
    ///
    /// @param when it ended
    /// @return the call as it is now
    public static Call write(
            CallTools tools, Account account, Call call, CallStatus how, Instant when, int sipStatus, String cause) {
        Journal journal = journal(tools, account, call, 0);
        journal.change(Change.remove(PlannedCall.KIND, call.sid()));
        journal.over(how, when, sipStatus, cause);
        journal.closed();
        return journal.call();
    }

    /// Ends a call that may not go out: the developer is told why.
    public static void refuse(CallTools tools, Account account, Call call, int code, String message) {
        Journal journal = journal(tools, account, call, 0);
        journal.change(Change.remove(PlannedCall.KIND, call.sid()));
        journal.error(code, message);
        journal.over(CallStatus.FAILED, tools.base().clock().now(), FORBIDDEN, message);
        journal.closed();
    }

    /// Of a call that an earlier process left open. When that one has logged the end and not closed the record,
    /// this is the end.
    ///
    /// @param told how many status callbacks about it are owed or were delivered
    /// @param when it ended, unless its events tell
    public static void recover(
            CallTools tools, Account account, Call call, List<Event> events, int told, Instant when) {
        Journal journal = journal(tools, account, call, told);
        Optional<Event> end = events.stream()
                .filter(event -> event.type() == EventType.CALL_ENDED)
                .findFirst();
        if (end.isPresent()) {
            Map<String, String> data = end.get().data();
            int sipStatus = Integer.parseInt(data.getOrDefault("sip_status", "0"));
            journal.ended(status(data.getOrDefault("status", "")), end.get().time(), sipStatus);
        } else {
            journal.over(CallStatus.FAILED, when, 0, "the platform was interrupted");
        }
        journal.closed();
    }

    private static Journal journal(CallTools tools, Account account, Call call, int told) {
        Journal journal = new Journal(
                tools, account, call, new CallParameters(tools.geography(), Parameters.NONE), changed -> {});
        journal.told(told);
        return journal;
    }

    private static CallStatus status(String text) {
        return Arrays.stream(CallStatus.values())
                .filter(status -> status.terminal() && status.text().equals(text))
                .findFirst()
                .orElse(CallStatus.FAILED);
    }
}

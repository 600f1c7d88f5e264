package org.offhook.core.calls.live;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Store;

/// How commands find a live call.
///
/// @param tell gives a signal to a call's script; false when there is none any more
public record LiveCalls(Store store, BiPredicate<Sid, Signal> tell) {

    private static final int NOT_FOUND = 20404;
    private static final int WRONG_STATE = 21220;

    /// The account's call, when it is in progress.
    Outcome<Call> find(Sid account, Sid call) {
        Optional<Call> found =
                store.find(Call.KIND, call).filter(one -> one.account().equals(account));
        if (found.isEmpty()) {
            return Outcome.refused(404, NOT_FOUND, "There is no call " + call + ".");
        }
        return found.get().status() == CallStatus.IN_PROGRESS ? Outcome.done(found.get()) : over(call);
    }

    boolean tell(Sid call, Consumer<CallLeg> task) {
        return tell.test(call, new Signal.Beside(task));
    }

    static <T> Outcome<T> over(Sid call) {
        return Outcome.refused(400, WRONG_STATE, "The call " + call + " is not in progress.");
    }
}

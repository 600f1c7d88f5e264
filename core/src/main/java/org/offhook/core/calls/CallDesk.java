package org.offhook.core.calls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SipLeg;

/// The door of the call router. Safe from any thread.
public final class CallDesk implements InviteHandler {

    public CallDesk(CallTools tools) {}

    /// A call comes in. Never blocks: the call's script finds out everything else.
    @Override
    public Admission incoming(IncomingInvite invite, SipLeg leg) {
        return later();
    }

    /// Calls somebody. The call is durable, and its script runs, before this returns.
    public Outcome<Call> place(PlaceCall command) {
        return later();
    }

    /// Changes a live call. The answer shows the call as it was when the command was accepted; what the command
    /// does is seen in the call's events.
    public Outcome<Call> change(ChangeCall command) {
        return later();
    }

    /// A call that lives in this process.
    public Optional<Call> live(Sid call) {
        return later();
    }

    /// An account's calls that live in this process, newest first.
    public List<Call> live() {
        return later();
    }

    /// How many calls live.
    public int active() {
        return later();
    }

    /// Closes, once at start, what a crash left open: a call that was under way ends as failed, one that was
    /// only queued is placed again.
    public void recover() {
        later();
    }

    /// No new calls from now on (503). Calls in progress may finish within `patience`, then they are hung up.
    ///
    /// @return completes when none is left
    public CompletionStage<Void> drain(Duration patience) {
        return later();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T later() {
        throw new UnsupportedOperationException();
    }
}

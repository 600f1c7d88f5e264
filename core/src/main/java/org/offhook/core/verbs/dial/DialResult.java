package org.offhook.core.verbs.dial;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.leg.ChildOutcome;
import org.offhook.core.calls.leg.Dialled;
import org.offhook.core.calls.leg.Family.Child;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.webhooks.Parameters;

/// What Dial tells its action (contract §6.2).
final class DialResult {

    /// What is told when nobody was reached: the first of these that happened to anybody.
    private static final List<CallStatus> TELLING =
            List.of(CallStatus.NO_ANSWER, CallStatus.BUSY, CallStatus.FAILED, CallStatus.CANCELED);

    private CallStatus status = CallStatus.FAILED;
    private boolean reached;
    private @Nullable Child child;
    private @Nullable Party party;
    private Parameters recording = Parameters.NONE;

    /// Somebody was joined with the caller.
    void bridged(Child with, Party who) {
        reached = true;
        status = CallStatus.COMPLETED;
        child = with;
        party = who;
    }

    /// Nobody of these could be reached.
    void missed(List<Child> children, List<Party> parties) {
        for (CallStatus telling : TELLING) {
            for (int i = 0; i < children.size(); i++) {
                ChildOutcome outcome = children.get(i).outcome();
                if (outcome != null && status(outcome) == telling) {
                    status = telling;
                    child = children.get(i);
                    party = parties.get(i);
                    return;
                }
            }
        }
    }

    /// The caller gave up before anybody was reached.
    void abandoned() {
        if (!reached) {
            status = CallStatus.CANCELED;
        }
    }

    void recorded(Recordings recordings, Recordings.Running running) {
        recording = recordings.told(running);
    }

    /// One that answered and hung up while it was being screened was not reached.
    private static CallStatus status(ChildOutcome outcome) {
        return outcome.status() == CallStatus.COMPLETED ? CallStatus.NO_ANSWER : outcome.status();
    }

    String status() {
        return status.text();
    }

    Dialled dialled() {
        ChildOutcome outcome = child == null ? null : child.outcome();
        return new Dialled(reached, status, outcome == null ? 0 : outcome.sipStatus());
    }

    Parameters parameters() {
        Child about = child;
        ChildOutcome outcome = about == null ? null : about.outcome();
        Parameters told = Parameters.NONE.with("DialCallStatus", status.text());
        if (about != null) {
            told = told.with("DialCallSid", about.call().value());
        }
        if (outcome != null && reached) {
            told = told.with(
                    "DialCallDuration", Long.toString(outcome.duration().toSeconds()));
        }
        told = told.with("DialBridged", Boolean.toString(reached)).with(recording);
        boolean sip = Optional.ofNullable(party)
                .map(who -> who.noun().kind() == Noun.Kind.SIP)
                .orElse(false);
        if (outcome != null && sip) {
            int code = outcome.answered() ? 200 : outcome.sipStatus();
            told = told.with("DialSipCallId", outcome.callId())
                    .with("DialSipResponseCode", code == 0 ? null : Integer.toString(code))
                    .with(Parties.headers("DialSipHeader_", outcome.headers()));
        }
        return told;
    }
}

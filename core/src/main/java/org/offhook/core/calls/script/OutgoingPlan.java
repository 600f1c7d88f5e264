package org.offhook.core.calls.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.PlaceCall.RecordingWish;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.script.Mailbox;
import org.offhook.core.trunks.Route;
import org.offhook.core.web.Hook;

/// How to call somebody, and what then.
///
/// @param from       what the callee is shown
/// @param called     the number of ours that sends the call on, or null
/// @param sendDigits pressed after the answer, or null
/// @param machine    whether to find out who answers, or null
/// @param ringing    how long it may ring
/// @param longest    how long the call may last once answered
/// @param hops       how often it may still be forwarded on the platform
public record OutgoingPlan(
        Route route,
        String from,
        @Nullable String called,
        @Nullable String sendDigits,
        @Nullable MachineWish machine,
        Duration ringing,
        Duration longest,
        int hops,
        Purpose purpose) {

    /// The same another way.
    public OutgoingPlan to(Route other) {
        return new OutgoingPlan(other, from, called, sendDigits, machine, ringing, longest, hops, purpose);
    }

    /// The same for so long at most.
    public OutgoingPlan within(Duration most) {
        Duration least = longest.compareTo(most) < 0 ? longest : most;
        return new OutgoingPlan(route, from, called, sendDigits, machine, ringing, least, hops, purpose);
    }

    public sealed interface Purpose {

        /// A call of its own (REST).
        ///
        /// @param document asked once it is answered; null when `twiml` is given
        /// @param recording from the answer on, or null
        record Own(
                @Nullable Hook document,
                @Nullable String twiml,
                @Nullable Hook fallback,
                @Nullable RecordingWish recording)
                implements Purpose {}

        /// To be joined with the leg that dialled it.
        ///
        /// @param screening heard by the callee first, or null
        record Joined(
                Mailbox<Signal> parent,
                @Nullable Hook screening,
                @Nullable Hook fallback) implements Purpose {}
    }
}

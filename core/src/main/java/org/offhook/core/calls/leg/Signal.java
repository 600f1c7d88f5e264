package org.offhook.core.calls.leg;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.Sounds;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.web.WebResult;

/// What arrives in a leg's mailbox.
public sealed interface Signal {

    /// From the leg's dialog.
    ///
    /// @param dialog the one that took the place of the first (RFC 3891); null for the first
    record Sip(LegEvent event, @Nullable SipLeg dialog) implements Signal {
        public Sip(LegEvent event) {
            this(event, null);
        }
    }

    /// Somebody wants to take the place of this leg's far end (RFC 3891).
    record Replaced(IncomingInvite invite, SipLeg by) implements Signal {}

    /// From the leg's sound.
    record Media(MediaEvent event) implements Signal {}

    /// An answer of the web; `ticket` tells which exchange it belongs to.
    record Web(long ticket, WebResult result) implements Signal {}

    /// A sound that was asked for.
    record Sound(long ticket, Sounds.Result result) implements Signal {}

    /// A transaction is durable, or was refused with `problem`.
    record Stored(long ticket, @Nullable Throwable problem) implements Signal {}

    /// The file of a recording is complete.
    record Filed(Sid recording) implements Signal {}

    /// Somebody has news for what the script is doing; they are run by the script.
    record News(Runnable news) implements Signal {}

    /// Something to do beside what the script does, such as to begin a recording; run by the script.
    record Beside(Consumer<CallLeg> task) implements Signal {}

    /// A command from outside.
    record Wished(ChangeCall.Wish wish) implements Signal {}

    /// A leg that this one dialled has something to tell.
    record Child(Sid call, Report report) implements Signal {}

    /// The leg that dialled this one wants it to end.
    ///
    /// @param reason why, such as `answered elsewhere`
    record Dismissed(String reason) implements Signal {}

    /// What a dialled leg tells its parent.
    sealed interface Report {

        record Ringing() implements Report {}

        /// Its far end makes a sound before it answers.
        record Early(MediaSession sound) implements Report {}

        record Answered() implements Report {}

        /// It was answered and screened; it can be joined.
        record Ready(MediaSession sound) implements Report {}

        /// It is joined, and its far end pressed keys by SIP INFO, which do not travel with the sound.
        record Pressed(String digits) implements Report {}

        /// Its far end wants the other party to be talking to somebody else.
        ///
        /// @param by the way to answer it
        record Referred(LegEvent.Referred wish, SipLeg by) implements Report {}

        /// It has left to a document of its own by REST and is nobody's child any more.
        record Detached() implements Report {}

        /// Its last word.
        ///
        /// @param outcome how it ended
        record Ended(ChildOutcome outcome) implements Report {}
    }
}

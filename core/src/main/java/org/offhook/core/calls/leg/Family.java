package org.offhook.core.calls.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession;
import org.offhook.core.script.Mailbox;
import org.offhook.protocols.sip.refer.Replaces;

/// The legs that this one has dialled. Each lives in a script of its own and reports.
public final class Family {

    private final Dialler dialler;
    private final Map<Sid, Child> children = new LinkedHashMap<>();
    private @Nullable Sid trunk;

    Family(Dialler dialler) {
        this.dialler = dialler;
    }

    /// The trunk to whose places this leg goes on; null for none.
    public @Nullable Sid trunk() {
        return trunk;
    }

    public void trunk(@Nullable Sid whose) {
        trunk = whose;
    }

    /// Whether a dialog is one of a call here, whose place can be taken.
    public boolean holds(Replaces replaces) {
        return dialler.holds(replaces);
    }

    /// Places a call that has nothing to do with this one, at a time. It is durable when this returns.
    public Outcome<Call> place(PlaceCall command, Instant due) {
        return dialler.place(command, due);
    }

    /// Starts legs; the desk implements it.
    public interface Dialler {

        /// Starts the script of a new leg, which reports to the mailbox of its parent.
        Started dial(Dialling dialling);

        /// Places a call of its own at a time.
        Outcome<Call> place(PlaceCall command, Instant due);

        /// Whether a dialog is one of a call here.
        boolean holds(Replaces replaces);

        /// @param mailbox of the new leg
        record Started(Sid call, Mailbox<Signal> mailbox) {}
    }

    /// A dialled leg, as its parent knows it.
    public static final class Child {
        private final Sid call;
        private final Mailbox<Signal> mailbox;
        private boolean ringing;
        private boolean answered;
        private boolean detached;
        private Signal.Report.@Nullable Referred referral;
        private @Nullable MediaSession early;
        private @Nullable MediaSession sound;
        private @Nullable ChildOutcome outcome;

        private Child(Sid call, Mailbox<Signal> mailbox) {
            this.call = call;
            this.mailbox = mailbox;
        }

        public Sid call() {
            return call;
        }

        public boolean ringing() {
            return ringing;
        }

        public boolean answered() {
            return answered;
        }

        /// Its sound when there is any before the answer, else null.
        public @Nullable MediaSession early() {
            return early;
        }

        /// Its sound once it was answered and screened; null before.
        public @Nullable MediaSession sound() {
            return sound;
        }

        /// What its far end wants of the other party; asked once.
        public Signal.Report.@Nullable Referred takeReferral() {
            Signal.Report.Referred asked = referral;
            referral = null;
            return asked;
        }

        /// Whether its far end wants something of the other party.
        public boolean refers() {
            return referral != null;
        }

        /// Lets it call somebody else; it is nobody's child then.
        public void transfer(Wish.Transfer transfer) {
            if (!gone()) {
                mailbox.put(new Signal.Wished(transfer));
            }
        }

        /// Whether it went its own way.
        public boolean detached() {
            return detached;
        }

        /// How it ended; null while it lives.
        public @Nullable ChildOutcome outcome() {
            return outcome;
        }

        /// Whether there is nothing more to expect from it.
        public boolean gone() {
            return detached || outcome != null;
        }

        /// Lets it end.
        public void dismiss(String reason) {
            if (!gone()) {
                mailbox.put(new Signal.Dismissed(reason));
            }
        }
    }

    public Child dial(Dialling dialling) {
        Dialler.Started started = dialler.dial(dialling);
        Child child = new Child(started.call(), started.mailbox());
        children.put(child.call, child);
        return child;
    }

    /// Lets all of them end, and waits a moment for their last words.
    public void dismissAll(String reason, Inbox inbox, Duration patience) {
        List<Child> all = new ArrayList<>(children.values());
        all.forEach(child -> child.dismiss(reason));
        inbox.await(() -> all.stream().allMatch(Child::gone), patience);
        children.clear();
    }

    void heard(Sid call, Signal.Report report) {
        Child child = children.get(call);
        if (child == null) {
            return;
        }
        switch (report) {
            case Signal.Report.Ringing _ -> child.ringing = true;
            case Signal.Report.Early(MediaSession sound) -> child.early = sound;
            case Signal.Report.Answered _ -> child.answered = true;
            case Signal.Report.Ready(MediaSession sound) -> child.sound = sound;
            case Signal.Report.Pressed _ -> {}
            case Signal.Report.Referred asked -> child.referral = asked;
            case Signal.Report.Detached _ -> child.detached = true;
            case Signal.Report.Ended(ChildOutcome outcome) -> child.outcome = outcome;
        }
    }
}

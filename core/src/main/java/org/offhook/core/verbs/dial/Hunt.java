package org.offhook.core.verbs.dial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.ChildOutcome;
import org.offhook.core.calls.leg.Dialling;
import org.offhook.core.calls.leg.Family.Child;

/// Rings parties at once until one of them can be joined with the caller; the others are let go.
final class Hunt {

    /// A timeout is lengthened by so much (contract §23, T6).
    private static final Duration BUFFER = Duration.ofSeconds(5);

    private static final int UNAVAILABLE = 480;

    private final CallLeg leg;
    private final Dial dial;
    private final Directory directory;
    private final Runnable begun;

    /// @param begun run when the first rings
    Hunt(CallLeg leg, Dial dial, Directory directory, Runnable begun) {
        this.leg = leg;
        this.dial = dial;
        this.directory = directory;
        this.begun = begun;
    }

    /// Somebody who can be joined with the caller.
    record Reached(Child child, Party party) {}

    /// What came of it.
    ///
    /// @param children the legs that were made, in the order of `parties`
    /// @param reached null when nobody was
    record Rung(
            List<Child> children,
            List<Party> parties,
            @Nullable Reached reached) {

        /// Why nobody was reached, as a SIP status.
        int status() {
            for (Child child : children) {
                ChildOutcome outcome = child.outcome();
                if (outcome != null && outcome.sipStatus() >= 300) {
                    return outcome.sipStatus();
                }
            }
            return UNAVAILABLE;
        }
    }

    Rung ring(List<Party> wanted) {
        return ring(wanted, dial.callerId());
    }

    /// @param callerId what those who are called are shown; null for the caller
    Rung ring(List<Party> wanted, @Nullable String callerId) {
        List<Party> parties = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        for (Party party : wanted) {
            Optional<String> shown = directory.callerId(party, callerId);
            if (shown.isPresent()) {
                parties.add(party);
                children.add(leg.family().dial(dialling(party, shown.get())));
            }
        }
        begun.run();
        Ringback ringback = new Ringback(leg, dial.ringTone());
        try {
            leg.inbox().await(() -> {
                ringback.follow(children);
                if (children.stream().anyMatch(Child::ringing)) {
                    leg.referral().tell(180);
                }
                return ready(children) >= 0 || children.stream().allMatch(Child::gone);
            });
        } finally {
            ringback.stop();
        }
        int first = ready(children);
        if (first < 0) {
            return new Rung(children, parties, null);
        }
        Child winner = children.get(first);
        children.stream().filter(child -> child != winner).forEach(child -> child.dismiss("answered elsewhere"));
        return new Rung(children, parties, new Reached(winner, parties.get(first)));
    }

    private @Nullable MachineWish machine(Noun noun) {
        MachineWish wish = noun.machine();
        return wish == null
                ? null
                : new MachineWish(wish.how(), wish.beside(), leg.talk().absolute(wish.callback()));
    }

    private Dialling dialling(Party party, String shown) {
        Noun noun = party.noun();
        return new Dialling(
                leg.call(),
                leg.inbox().mailbox(),
                party.route(),
                party.to(),
                shown,
                leg.talk().absolute(noun.screening()),
                leg.talk().fallback(),
                leg.talk().absolute(noun.statusCallback()),
                noun.statusEvents(),
                noun.sendDigits(),
                machine(noun),
                dial.timeout().plus(BUFFER),
                dial.timeLimit(),
                leg.hops() - 1,
                leg.family().trunk());
    }

    private static int ready(List<Child> children) {
        for (int i = 0; i < children.size(); i++) {
            Child child = children.get(i);
            if (child.sound() != null && !child.gone()) {
                return i;
            }
        }
        return -1;
    }
}

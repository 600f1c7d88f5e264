package org.offhook.core.verbs.dial;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Family.Child;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Next;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession;
import org.offhook.core.web.Hook;

/// One dialling, from the first INVITE to the action. However it is left, the legs it made are let go, the
/// sound is parted and the recording is closed.
final class DialRun {

    /// How long to wait for the last words of legs that were let go.
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final int NOT_FROM_HERE = 13201;
    private static final int NOBODY = 13223;
    private static final int LOOP = 13225;

    private final CallLeg leg;
    private final Dial dial;
    private final Directory directory;
    private final Hunt hunt;
    private final DialResult result = new DialResult();
    private final @Nullable List<Party> fixed;
    private Recordings.@Nullable Running recording;
    private @Nullable Next elsewhere;
    private int refusal = 480;
    private boolean finished;

    DialRun(CallLeg leg, Dial dial) {
        this(leg, dial, null);
    }

    /// @param fixed who is called, in place of the nouns; null for those
    DialRun(CallLeg leg, Dial dial, @Nullable List<Party> fixed) {
        this.fixed = fixed;
        this.leg = leg;
        this.dial = dial;
        this.directory = new Directory(leg);
        this.hunt = new Hunt(leg, dial, directory, () -> record(true));
    }

    Next run() {
        if (!leg.mayDial()) {
            leg.journal().error(NOT_FROM_HERE, "A document that is heard before the legs are joined cannot dial.");
            return Next.CONTINUE;
        }
        Hook action = dial.action();
        leg.journal()
                .note(
                        EventType.DIAL_STARTED,
                        "to",
                        dial.nouns().stream().map(Noun::address).collect(Collectors.joining(" ")));
        try {
            reach();
        } catch (Unwind.HungUp over) {
            result.abandoned();
            finish();
            if (action != null) {
                // The application learns how it ended although nobody is there to hear its answer (contract §9.6).
                leg.talk().visit(action, result.parameters());
            }
            throw over;
        } catch (Unwind.Diverted elsewhere) {
            result.abandoned();
            finish();
            throw elsewhere.with(result.parameters());
        } finally {
            finish();
        }
        Next next = elsewhere;
        if (next != null) {
            return next;
        }
        return action == null ? Next.CONTINUE : new Next.Goto(action, result.parameters());
    }

    /// One after the other, or all at once, until somebody is joined with the caller.
    private void reach() {
        List<Party> given = fixed;
        List<Party> parties = given == null
                ? dial.nouns().stream()
                        .flatMap(noun -> directory.find(noun).stream())
                        .toList()
                : given;
        if (dial.nouns().isEmpty() && given == null) {
            leg.journal().error(NOBODY, "Dial has nobody to call.");
        }
        if (leg.hops() < 1) {
            leg.journal().error(LOOP, "The call was forwarded too often on this platform; nobody is called.");
            return;
        }
        for (List<Party> together : rounds(parties)) {
            if (ring(together)) {
                return;
            }
        }
        leg.referral().tell(refusal);
    }

    /// Those that ring at once, round for round: of a user with several devices the preferred ones first.
    private List<List<Party>> rounds(List<Party> parties) {
        if (dial.sequential() || parties.isEmpty()) {
            return parties.stream().map(List::of).toList();
        }
        SortedMap<Integer, List<Party>> rounds =
                parties.stream().collect(Collectors.groupingBy(Party::rank, TreeMap::new, Collectors.toList()));
        return List.copyOf(rounds.values());
    }

    /// Rings some at once.
    ///
    /// @return whether one of them was joined with the caller, and the two have finished
    private boolean ring(List<Party> wanted) {
        Hunt.Rung rung = hunt.ring(wanted);
        Hunt.Reached reached = rung.reached();
        if (reached == null) {
            result.missed(rung.children(), rung.parties());
            refusal = rung.status();
            return false;
        }
        leg.referral().tell(200);
        converse(reached);
        return true;
    }

    /// The caller talks with somebody, and with whomever it is transferred to.
    private void converse(Hunt.Reached first) {
        Transfers transfers = new Transfers(leg, dial, directory, hunt);
        Hunt.Reached with = first;
        try {
            while (with != null) {
                result.bridged(with.child(), with.party());
                talk(with.child(), transfers);
                Transfers.Then then = transfers.after(with);
                elsewhere = then.next();
                with = then.with();
            }
        } finally {
            leg.line().referralsTo(null);
        }
    }

    /// The two are joined until one of them hangs up or transfers the other, the time is up, or the caller
    /// presses the star.
    private void talk(Child with, Transfers transfers) {
        MediaSession sound = with.sound();
        if (sound == null) {
            return;
        }
        leg.answer();
        record(false);
        leg.journal().note(EventType.BRIDGED, "with", with.call().value());
        leg.keys().forget();
        leg.keys().signalledTo(sound::press);
        leg.line().media().bridge(sound);
        try {
            leg.inbox().await(() -> with.gone() || transfers.wanted(with) || starred(), dial.timeLimit());
        } finally {
            leg.line().media().unbridge();
            leg.keys().signalledTo(digits -> {});
            leg.journal().note(EventType.UNBRIDGED, "with", with.call().value());
        }
    }

    private boolean starred() {
        while (leg.keys().any()) {
            if (leg.keys().next() == '*' && dial.hangupOnStar()) {
                return true;
            }
        }
        return false;
    }

    private void record(boolean ringing) {
        Dial.DialRecording wanted = dial.recording();
        if (wanted == null || recording != null || !leg.answered() || (ringing && !wanted.fromRinging())) {
            return;
        }
        recording = leg.recordings().start(wanted.order(leg, dial.timeLimit()));
    }

    /// Safe to call again: what is closed stays closed.
    private void finish() {
        leg.family().dismissAll("caller has finished", leg.inbox(), FAREWELL);
        Recordings.Running running = recording;
        if (running != null) {
            recording = null;
            leg.recordings().finish(running);
            result.recorded(leg.recordings(), running);
        }
        if (!finished) {
            finished = true;
            leg.dialled(result.dialled());
            leg.journal().note(EventType.DIAL_ENDED, "status", result.status());
        }
    }
}

package org.offhook.core.verbs.dial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Dialling;
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

    /// A timeout is lengthened by so much (contract §23, T6).
    private static final Duration BUFFER = Duration.ofSeconds(5);

    /// How long to wait for the last words of legs that were let go.
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final int NOT_FROM_HERE = 13201;
    private static final int NOBODY = 13223;
    private static final int LOOP = 13225;

    private final CallLeg leg;
    private final Dial dial;
    private final Directory directory;
    private final DialResult result = new DialResult();
    private Recordings.@Nullable Running recording;
    private boolean finished;

    DialRun(CallLeg leg, Dial dial) {
        this.leg = leg;
        this.dial = dial;
        this.directory = new Directory(leg);
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
        return action == null ? Next.CONTINUE : new Next.Goto(action, result.parameters());
    }

    /// One after the other, or all at once, until somebody is joined with the caller.
    private void reach() {
        List<Party> parties = dial.nouns().stream()
                .flatMap(noun -> directory.find(noun).stream())
                .toList();
        if (dial.nouns().isEmpty()) {
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
        List<Party> parties = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        for (Party party : wanted) {
            Optional<String> shown = directory.callerId(party, dial.callerId());
            if (shown.isPresent()) {
                parties.add(party);
                children.add(leg.family().dial(dialling(party, shown.get())));
            }
        }
        record(true);
        Ringback ringback = new Ringback(leg, dial.ringTone());
        try {
            leg.inbox().await(() -> {
                ringback.follow(children);
                return ready(children) >= 0 || children.stream().allMatch(Child::gone);
            });
        } finally {
            ringback.stop();
        }
        int first = ready(children);
        if (first < 0) {
            result.missed(children, parties);
            return false;
        }
        Child winner = children.get(first);
        children.stream().filter(child -> child != winner).forEach(child -> child.dismiss("answered elsewhere"));
        result.bridged(winner, parties.get(first));
        talk(winner);
        return true;
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
                dial.timeout().plus(BUFFER),
                dial.timeLimit(),
                leg.hops() - 1);
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

    /// The two are joined until one of them hangs up, the time is up, or the caller presses the star.
    private void talk(Child with) {
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
            leg.inbox().await(() -> with.gone() || starred(), dial.timeLimit());
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
            leg.journal().note(EventType.DIAL_ENDED, "status", result.status());
        }
    }
}

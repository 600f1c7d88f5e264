package org.offhook.core.conferences;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.recordings.Recording;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.web.Hook;

/// The door of the conferences. Safe from any thread.
///
/// A conference ends when its last member has left and nobody is on the way in; seats change inside `compute`
/// only, so one who comes while it is about to end finds it or begins another, and is never lost.
public final class ConferenceDesk {

    private static final int NOT_FOUND = 20404;
    private static final int BUSY = 20503;

    private final ConferenceTools tools;
    private final Map<Key, Seat> seats = new ConcurrentHashMap<>();

    /// Names belong to accounts.
    record Key(Sid account, String name) {}

    public ConferenceDesk(ConferenceTools tools) {
        this.tools = tools;
    }

    /// A conference that lives.
    final class Seat {
        private final Key key;
        private final Sid sid;
        private int expected;
        private volatile @Nullable Mailbox<ConferenceSignal> mailbox;

        private Seat(Key key, Sid sid) {
            this.key = key;
            this.sid = sid;
        }

        /// One of those who were expected has come.
        void arrived() {
            seats.computeIfPresent(key, (same, seat) -> {
                expected--;
                return seat;
            });
        }

        /// Ends it, unless somebody is on the way in.
        boolean vacate() {
            return seats.computeIfPresent(key, (same, seat) -> seat == this && expected == 0 ? null : seat) != this;
        }

        boolean tell(ConferenceSignal signal) {
            Mailbox<ConferenceSignal> open = mailbox;
            return open != null && open.put(signal);
        }
    }

    /// A call enters; what follows is told by notices.
    public void enter(Entry entry) {
        Key key = new Key(entry.account(), entry.name());
        seats.compute(key, (same, running) -> {
            Seat seat = running == null ? open(key, entry) : running;
            seat.expected++;
            if (!seat.tell(new ConferenceSignal.Enter(entry))) {
                seat.expected--;
                entry.notices().accept(new Notice.Refused(BUSY, "The conference takes nobody at the moment."));
            }
            return seat;
        });
    }

    private Seat open(Key key, Entry first) {
        Seat seat = new Seat(key, tools.sids().next(SidType.CONFERENCE));
        tools.log().begin(seat.sid);
        ConferenceScript script = new ConferenceScript(tools, seat, seat.sid, first);
        seat.mailbox = tools.scripts().start("conference " + seat.sid, script::run);
        return seat;
    }

    /// A call leaves of its own; [Notice.Out] follows.
    ///
    /// @return false when there is no such conference any more
    public boolean leave(Sid account, String name, Sid call, Leaving why) {
        Seat seat = seats.get(new Key(account, name));
        return seat != null && seat.tell(new ConferenceSignal.Leave(call, why, false));
    }

    /// A call begins to speak, or has finished.
    public void speaks(Sid account, String name, Sid call, boolean begins) {
        Seat seat = seats.get(new Key(account, name));
        if (seat != null) {
            seat.tell(new ConferenceSignal.Speaks(call, begins));
        }
    }

    // ---- For REST

    /// The conference with this Sid, or the one in progress with this name (contract §23, T24).
    public Outcome<Conference> find(Sid account, String sidOrName) {
        Optional<Conference> found = Sid.parse(SidType.CONFERENCE, sidOrName)
                .flatMap(sid -> tools.store().find(Conference.KIND, sid))
                .filter(conference -> conference.account().equals(account));
        if (found.isEmpty()) {
            Seat seat = seats.get(new Key(account, sidOrName));
            found = seat == null ? Optional.empty() : tools.store().find(Conference.KIND, seat.sid);
        }
        return found.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(404, NOT_FOUND, "There is no conference " + sidOrName + "."));
    }

    /// Who is in it, newest first.
    public List<Participant> participants(Sid account, Sid conference) {
        return tools.store().list(Participant.KIND, Query.of(account).where("conference", conference.value()));
    }

    /// The participant with this call Sid or label.
    public Outcome<Participant> participant(Sid account, Sid conference, String callOrLabel) {
        return participants(account, conference).stream()
                .filter(one -> one.call().value().equals(callOrLabel) || callOrLabel.equals(one.label()))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(404, NOT_FOUND, "There is no participant " + callOrLabel + "."));
    }

    /// Ends it: everybody goes on with what follows in their documents.
    public Outcome<Conference> end(Sid account, String sidOrName) {
        return tell(find(account, sidOrName), new ConferenceSignal.End());
    }

    /// Everybody is to hear a document.
    public Outcome<Conference> announce(Sid account, String sidOrName, Hook document) {
        return tell(find(account, sidOrName), new ConferenceSignal.Announce(document));
    }

    /// Changes a participant.
    ///
    /// @return the participant as it will be
    public Outcome<Participant> change(Sid account, Sid conference, String callOrLabel, ParticipantChange change) {
        Outcome<Participant> found = participant(account, conference, callOrLabel);
        if (!(found instanceof Outcome.Done<Participant>(Participant row))) {
            return found;
        }
        return tell(conference, new ConferenceSignal.Changed(row.call(), change))
                ? Outcome.done(row.changed(change, tools.clock().now()))
                : Outcome.refused(404, NOT_FOUND, "There is no participant " + callOrLabel + ".");
    }

    /// Removes a participant, whose call goes on with what follows in its document.
    public Outcome<Participant> kick(Sid account, Sid conference, String callOrLabel) {
        Outcome<Participant> found = participant(account, conference, callOrLabel);
        if (found instanceof Outcome.Done<Participant>(Participant row)) {
            tell(conference, new ConferenceSignal.Leave(row.call(), Leaving.BY_REQUEST, true));
        }
        return found;
    }

    private Outcome<Conference> tell(Outcome<Conference> found, ConferenceSignal signal) {
        return found instanceof Outcome.Done<Conference>(Conference conference) && !tell(conference.sid(), signal)
                ? Outcome.refused(404, NOT_FOUND, "The conference " + conference.sid() + " is over.")
                : found;
    }

    private boolean tell(Sid conference, ConferenceSignal signal) {
        for (Seat seat : seats.values()) {
            if (seat.sid.equals(conference)) {
                return seat.tell(signal);
            }
        }
        return false;
    }

    /// Pauses, resumes or stops the recording of a conference.
    ///
    /// @return false when the conference is over
    public boolean record(Sid conference, Sid recording, Recording.Status next, Pause how) {
        return tell(conference, new ConferenceSignal.Record(recording, next, how));
    }

    /// How many live.
    public int live() {
        return seats.size();
    }

    /// Closes, once at start, what a crash left open.
    public void recover() {
        for (Conference.Status status : List.of(Conference.Status.INIT, Conference.Status.IN_PROGRESS)) {
            Query open = Query.of(null).where("status", status.text());
            for (List<Conference> page = tools.store().list(Conference.KIND, open);
                    !page.isEmpty();
                    page = tools.store().list(Conference.KIND, open)) {
                page.forEach(this::close);
            }
        }
    }

    private void close(Conference conference) {
        List<Participant> left = new ArrayList<>(participants(conference.account(), conference.sid()));
        ConferenceJournal journal = new ConferenceJournal(tools, conference);
        left.forEach(row -> journal.change(Change.remove(Participant.KIND, row.sid())));
        ConferenceScript.ended(journal, "last-participant-left", null);
    }
}

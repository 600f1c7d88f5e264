package org.offhook.core.conferences;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.recordings.Recording;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// The story of one conference, from the first who enters to the last who leaves.
///
/// It begins with the first member who may begin it, and the members hear each other as soon as there are two
/// (contract §9, rule 11); before, each hears what its own document wants.
final class ConferenceScript {

    private static final Duration EVER = Duration.ofDays(365);

    /// How long the end of a conference waits for its recording.
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final int FULL = 16020;
    private static final int LABEL_IN_USE = 16025;

    private final ConferenceTools tools;
    private final ConferenceDesk.Seat seat;
    private final Mix mix;
    private final ConferenceJournal journal;
    private final Map<Sid, Member> members = new LinkedHashMap<>();
    private final Entry.Setting setting;
    private boolean mixing;
    private @Nullable String reason;
    private @Nullable Member endedBy;
    private @Nullable ConferenceTape tape;

    /// @param seat  where the desk knows it
    /// @param first decides how the conference is
    ConferenceScript(ConferenceTools tools, ConferenceDesk.Seat seat, Sid sid, Entry first) {
        this.tools = tools;
        this.seat = seat;
        this.setting = first.setting();
        this.mix = tools.media().mix();
        var now = tools.clock().now();
        this.journal = new ConferenceJournal(
                tools,
                new Conference(
                        sid,
                        first.account(),
                        first.name(),
                        Conference.Status.INIT,
                        now,
                        now,
                        null,
                        null,
                        setting.statusCallback(),
                        setting.statusEvents(),
                        0));
    }

    void run(Mailbox<ConferenceSignal> mailbox) {
        journal.become(journal.conference());
        try {
            do {
                ConferenceSignal signal = mailbox.take(EVER);
                if (signal != null) {
                    take(signal);
                    journal.flush();
                }
            } while (!members.isEmpty() || !seat.vacate());
            finish(mailbox);
        } finally {
            mix.close();
            tools.log().release(journal.conference().sid());
        }
    }

    private void take(ConferenceSignal signal) {
        switch (signal) {
            case ConferenceSignal.Enter(Entry entry) -> enter(entry);
            case ConferenceSignal.Leave(Sid call, Leaving why, boolean kicked) -> leave(call, why, kicked);
            case ConferenceSignal.Changed(Sid call, ParticipantChange change) ->
                Optional.ofNullable(members.get(call)).ifPresent(member -> change(member, change));
            case ConferenceSignal.Speaks(Sid call, boolean begins) ->
                Optional.ofNullable(members.get(call)).ifPresent(member -> speaks(member, begins));
            case ConferenceSignal.Announce(Hook document) -> announce(document);
            case ConferenceSignal.Announced(Hook document, Sid call, String problem) ->
                announced(document, call, problem);
            case ConferenceSignal.Recorded _, ConferenceSignal.Filed _ -> {
                if (tape != null) {
                    tape.take(signal);
                    closeTape(tape);
                }
            }
            case ConferenceSignal.Record(Sid recording, Recording.Status next, Pause how) -> {
                if (tape != null) {
                    tape.change(recording, next, how);
                }
            }
            case ConferenceSignal.End() -> end("conference-ended-via-api", Leaving.CONFERENCE_ENDED_BY_REQUEST);
        }
    }

    private void enter(Entry entry) {
        seat.arrived();
        String label = entry.manner().label();
        if (members.size() >= setting.most()) {
            entry.notices().accept(new Notice.Refused(FULL, "The conference " + entry.name() + " is full."));
            return;
        }
        if (label != null
                && members.values().stream().anyMatch(m -> label.equals(m.row().label()))) {
            entry.notices()
                    .accept(new Notice.Refused(
                            LABEL_IN_USE, "The label " + label + " is in use by another participant."));
            return;
        }
        Member member = new Member(entry, row(entry));
        members.put(entry.call(), member);
        journal.change(Change.put(Participant.KIND, member.row()));
        member.tell(new Notice.Admitted(journal.conference().sid(), tellsWhoSpeaks()));
        if (member.row().starts() && journal.conference().status() == Conference.Status.INIT) {
            journal.become(journal.conference().started(journal.now()));
            journal.happened(EventType.CONFERENCE_STARTED, "start", "conference-start", null, Parameters.NONE);
            record(entry.call());
        }
        journal.happened(EventType.PARTICIPANT_JOINED, "join", "participant-join", member.row(), Parameters.NONE);
        settle();
        if (mixing && entry.manner().beepsOnEnter()) {
            mix.play(Beep.ENTER, event -> {});
        }
    }

    private void record(Sid call) {
        Entry.RecordingWish wish = setting.recording();
        if (wish != null) {
            tape = ConferenceTape.start(tools, journal, wish, mix, call, seat::tell);
        }
    }

    /// A recording that was stopped is complete before the conference ends.
    private void closeTape(ConferenceTape running) {
        if (running.complete()) {
            running.close();
            tape = null;
        }
    }

    private Participant row(Entry entry) {
        Entry.Manner manner = entry.manner();
        var now = journal.now();
        return new Participant(
                tools.sids().next(SidType.PARTICIPANT),
                entry.account(),
                journal.conference().sid(),
                entry.call(),
                manner.label(),
                manner.muted(),
                false,
                manner.coach() != null,
                manner.coach(),
                manner.starts(),
                manner.ends(),
                manner.beepsOnExit(),
                now,
                now);
    }

    private void change(Member member, ParticipantChange change) {
        Participant before = member.row();
        Participant after = before.changed(change, journal.now());
        member.become(after, change.holdMusic());
        if (!after.equals(before.changed(ParticipantChange.NONE, after.updated()))) {
            journal.change(Change.put(Participant.KIND, after));
        }
        if (after.muted() != before.muted()) {
            String name = after.muted() ? "participant-mute" : "participant-unmute";
            journal.happened(EventType.PARTICIPANT_CHANGED, "mute", name, after, what(name));
        }
        if (after.hold() != before.hold()) {
            String name = after.hold() ? "participant-hold" : "participant-unhold";
            journal.happened(EventType.PARTICIPANT_CHANGED, "hold", name, after, what(name));
        }
        if (after.coaching() != before.coaching()
                || after.ends() != before.ends()
                || !Objects.equals(after.coached(), before.coached())) {
            String name = "participant-modify";
            journal.happened(EventType.PARTICIPANT_CHANGED, "modify", name, after, what(name));
        }
        settle();
        Hook document = change.announce();
        if (document != null) {
            member.tell(new Notice.Announce(
                    document,
                    null,
                    problem -> seat.tell(new ConferenceSignal.Announced(document, member.call(), problem))));
        }
    }

    private boolean tellsWhoSpeaks() {
        return setting.statusCallback() != null && setting.statusEvents().contains("speaker");
    }

    /// Only of those whom the others hear.
    private void speaks(Member member, boolean begins) {
        if (member.speaks(begins, mixing)) {
            String name = begins ? "participant-speech-start" : "participant-speech-stop";
            journal.happened(EventType.PARTICIPANT_CHANGED, "speaker", name, member.row(), what(name));
        }
    }

    private static Parameters what(String name) {
        return Parameters.NONE.with("What", name);
    }

    /// Whoever is there longest and not on hold reads it out to all.
    private void announce(Hook document) {
        Optional<Member> reader =
                members.values().stream().filter(m -> mixing && !m.row().hold()).findFirst();
        if (reader.isEmpty()) {
            announced(document, null, "nobody is there to hear it");
            return;
        }
        reader.get()
                .tell(new Notice.Announce(
                        document, mix, problem -> seat.tell(new ConferenceSignal.Announced(document, null, problem))));
    }

    private void announced(Hook document, @Nullable Sid call, @Nullable String problem) {
        Member about = call == null ? null : members.get(call);
        journal.happened(
                EventType.CONFERENCE_ANNOUNCED,
                "announcement",
                problem == null ? "announcement-end" : "announcement-fail",
                about == null ? null : about.row(),
                Parameters.NONE.with("AnnounceUrl", document.url()).with("ReasonAnnouncementFailed", problem));
    }

    private void leave(Sid call, Leaving why, boolean kicked) {
        Member member = members.get(call);
        if (member == null) {
            return;
        }
        boolean ends = member.row().ends();
        boolean last = members.size() == 1;
        if (ends || last) {
            endedBy = member;
            reason = (ends ? "participant-with-end-conference-on-exit-" : "last-participant-")
                    + (kicked ? "kicked" : "left");
        }
        if (mixing && member.row().beepsOnExit() && !ends && !last) {
            mix.play(Beep.EXIT, event -> {});
        }
        remove(member, why);
        if (ends) {
            end(Objects.requireNonNull(reason, "just set"), Leaving.MODERATOR_LEFT);
        }
        settle();
    }

    private void end(String because, Leaving why) {
        reason = because;
        List.copyOf(members.values()).forEach(member -> remove(member, why));
    }

    private void remove(Member member, Leaving why) {
        members.remove(member.call());
        member.part(mix);
        journal.change(Change.remove(Participant.KIND, member.row().sid()));
        journal.happened(
                EventType.PARTICIPANT_LEFT,
                "leave",
                "participant-leave",
                member.row(),
                Parameters.NONE
                        .with("ParticipantCallStatus", why == Leaving.HUNG_UP ? "completed" : "in-progress")
                        .with("ReasonParticipantLeft", why.text()));
        member.tell(new Notice.Out(why));
    }

    private void settle() {
        mixing |= journal.conference().status() == Conference.Status.IN_PROGRESS && members.size() > 1;
        for (Member member : members.values()) {
            Sid coached = member.row().coached();
            Member pupil = coached == null ? null : members.get(coached);
            MediaSession ear = pupil == null ? null : pupil.sound();
            member.settle(mix, mixing, ear);
        }
    }

    private void finish(Mailbox<ConferenceSignal> mailbox) {
        ConferenceTape running = tape;
        if (running != null) {
            mix.stopRecording();
            ConferenceSignal signal = running.complete() ? null : mailbox.take(SETTLE);
            while (signal != null) {
                running.take(signal);
                signal = running.complete() ? null : mailbox.take(SETTLE);
            }
            running.close();
        }
        ended(journal, reason == null ? "last-participant-left" : reason, endedBy == null ? null : endedBy.row());
    }

    /// The last word about a conference.
    ///
    /// @param by the participant that ended it, or null
    static void ended(ConferenceJournal journal, String why, @Nullable Participant by) {
        journal.become(journal.conference().ended(why, by == null ? null : by.call(), journal.now()));
        journal.happened(
                EventType.CONFERENCE_ENDED,
                "end",
                "conference-end",
                null,
                Parameters.NONE
                        .with(
                                "CallSidEndingConference",
                                by == null ? null : by.call().value())
                        .with("ParticipantLabelEndingConference", by == null ? null : by.label())
                        .with("ReasonConferenceEnded", why)
                        .with("Reason", why));
        journal.flush();
    }
}

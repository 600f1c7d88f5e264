package org.offhook.core.verbs.conference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Interpreter.End;
import org.offhook.core.calls.script.Next;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.Entry;
import org.offhook.core.conferences.Leaving;
import org.offhook.core.conferences.Notice;
import org.offhook.core.conferences.Notice.Hearing;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession;
import org.offhook.core.verbs.waiting.HoldMusic;
import org.offhook.core.verbs.waiting.Listening;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// A caller's time in a conference. However it is left, the conference knows before the caller is anywhere
/// else.
public final class ConferenceRun {

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /// Who is silent for a second has finished; who talks on for longer than half a minute finishes and begins.
    private static final MediaSession.Listening SPEECH = new MediaSession.Listening(
            MediaSession.Track.INBOUND, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO);

    private static final int NOT_FROM_HERE = 13201;
    private static final int BAD_WAIT = 13233;

    private final CallLeg leg;
    private final ConferenceNoun noun;
    private final Stay stay;
    private final ConferenceDesk desk;
    private final Listening listening;
    private final Deque<Notice.Announce> announcements = new ArrayDeque<>();
    private @Nullable Sid conference;
    private @Nullable Long watch;
    private @Nullable Hearing hearing;
    private boolean refused;
    private boolean out;
    private boolean starred;

    /// How long to stay.
    ///
    /// @param action asked when it is over; null: the next verb runs
    public record Stay(@Nullable Hook action, Duration longest, boolean hangupOnStar) {}

    public ConferenceRun(CallLeg leg, ConferenceNoun noun, Stay stay) {
        this.leg = leg;
        this.noun = noun;
        this.stay = stay;
        this.desk = leg.tools().meetings().conferences();
        this.listening = new Listening(leg, Listening.CONFERENCE);
    }

    public Next run() {
        if (!leg.mayDial()) {
            leg.journal().error(NOT_FROM_HERE, "A document that is heard before the legs are joined cannot dial.");
            return Next.CONTINUE;
        }
        Hook action = stay.action();
        leg.journal().note(EventType.DIAL_STARTED, "to", "conference " + noun.name());
        leg.keys().forget();
        desk.enter(entry());
        try {
            takePart();
        } catch (Unwind.HungUp over) {
            leave(Leaving.HUNG_UP);
            if (action != null) {
                leg.talk().visit(action, outcome());
            }
            throw over;
        } catch (Unwind.Diverted elsewhere) {
            leave(Leaving.BY_REQUEST);
            throw elsewhere.with(outcome());
        } finally {
            leave(Leaving.HUNG_UP);
            leg.journal().note(EventType.DIAL_ENDED, "status", status());
        }
        return action == null ? Next.CONTINUE : new Next.Goto(action, outcome());
    }

    private Entry entry() {
        ConferenceNoun.Recording recording = noun.recording();
        Entry.RecordingWish wish = recording == null
                ? null
                : new Entry.RecordingWish(
                        recording.trim(),
                        leg.talk().absolute(recording.wishes().callback()),
                        recording.wishes().events());
        Entry.Setting setting =
                new Entry.Setting(noun.most(), leg.talk().absolute(noun.statusCallback()), noun.events(), wish);
        return new Entry(
                leg.call().account(),
                leg.call().sid(),
                noun.name(),
                noun.manner(),
                setting,
                leg.line().media(),
                notice -> leg.inbox().mailbox().put(new Signal.News(() -> take(notice))));
    }

    private void take(Notice notice) {
        switch (notice) {
            case Notice.Admitted(Sid sid, boolean watched) -> {
                conference = sid;
                if (watched) {
                    watch = leg.hearing().watch(SPEECH, this::speaks);
                }
                leg.journal().note(EventType.CONFERENCE_ENTERED, "conference", sid.value(), "name", noun.name());
            }
            case Notice.Refused(int code, String message) -> {
                refused = true;
                out = true;
                leg.journal().error(code, message);
            }
            case Notice.Hears(Hearing what) -> hearing = what;
            case Notice.Announce announcement -> announcements.add(announcement);
            case Notice.Out(Leaving why) -> {
                out = true;
                Sid sid = conference;
                leg.journal()
                        .note(
                                EventType.CONFERENCE_LEFT,
                                "conference",
                                sid == null ? null : sid.value(),
                                "reason",
                                why.text());
            }
        }
    }

    private void takePart() {
        long end = leg.tools().base().clock().nanos() + stay.longest().toNanos();
        leg.inbox()
                .unless(
                        this::over,
                        () -> {
                            while (true) {
                                Notice.Announce announcement = announcements.poll();
                                if (announcement != null) {
                                    announce(announcement);
                                } else {
                                    hear(hearing);
                                }
                                if (leg.tools().base().clock().nanos() >= end) {
                                    return;
                                }
                            }
                        },
                        stay.longest());
    }

    /// Until something else is to be heard.
    private void hear(@Nullable Hearing now) {
        leg.inbox().unless(() -> !Objects.equals(hearing, now) || !announcements.isEmpty(), () -> {
            switch (now) {
                case null -> leg.inbox().await(() -> false);
                case Hearing.Mixed() -> leg.inbox().await(() -> false);
                case Hearing.Waiting() -> play(noun.waiting(), noun.music());
                case Hearing.Held(Hook music) -> play(music, music == null);
            }
        });
    }

    private void play(@Nullable Hook document, boolean music) {
        if (music) {
            HoldMusic.play(leg);
        }
        if (document != null && listening.hear(document, about()) == End.FAILED) {
            leg.journal().warn(BAD_WAIT, "There was nothing to hear at " + document.url() + ".");
        }
        // Unlike in a queue, it does not begin again (contract §23, T21).
        leg.inbox().await(() -> false);
    }

    private void announce(Notice.Announce announcement) {
        String problem = "the participant has left";
        try {
            End end = announcement.to() == null
                    ? listening.hear(announcement.document(), about())
                    : leg.playback().aloud(announcement.to(), () -> listening.hear(announcement.document(), about()));
            problem = end == End.FAILED ? "the document could not be fetched" : null;
        } finally {
            announcement.end().accept(problem);
        }
    }

    private boolean over() {
        while (stay.hangupOnStar() && leg.keys().any()) {
            starred |= leg.keys().next() == '*';
        }
        return out || starred;
    }

    private void speaks(boolean begins) {
        desk.speaks(leg.call().account(), noun.name(), leg.call().sid(), begins);
    }

    /// Returns when the conference has let the caller go.
    private void leave(Leaving why) {
        if (watch != null) {
            leg.hearing().unwatch(watch);
            watch = null;
        }
        if (!out && desk.leave(leg.call().account(), noun.name(), leg.call().sid(), why)) {
            leg.inbox().await(() -> out, FAREWELL);
        }
        out = true;
    }

    private Parameters about() {
        Sid sid = conference;
        return Parameters.NONE
                .with("ConferenceSid", sid == null ? null : sid.value())
                .with("FriendlyName", noun.name());
    }

    /// T3: a conference is `answered`, unlike everybody else.
    private String status() {
        return refused ? "failed" : "answered";
    }

    private Parameters outcome() {
        Sid sid = conference;
        return Parameters.NONE.with("DialCallStatus", status()).with("ConferenceSid", sid == null ? null : sid.value());
    }
}

package org.offhook.core.conferences;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.RecordingState;
import org.offhook.core.store.Change;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;

/// The recording of a conference, from its start to its end (contract §7.2, `record-from-start`).
final class ConferenceTape {

    private static final Duration LONGEST = Duration.ofHours(24);

    private final ConferenceTools tools;
    private final ConferenceJournal journal;
    private final Entry.RecordingWish wish;
    private final Mix mix;
    private Recording row;
    private @Nullable Duration length;
    private boolean filed;

    private ConferenceTape(
            ConferenceTools tools, ConferenceJournal journal, Entry.RecordingWish wish, Mix mix, Recording row) {
        this.mix = mix;
        this.tools = tools;
        this.journal = journal;
        this.wish = wish;
        this.row = row;
    }

    /// @param call  whose entry began the conference
    /// @param later takes what becomes of it
    static ConferenceTape start(
            ConferenceTools tools,
            ConferenceJournal journal,
            Entry.RecordingWish wish,
            Mix mix,
            Sid call,
            Consumer<ConferenceSignal> later) {
        Sid sid = tools.sids().next(SidType.RECORDING);
        Conference conference = journal.conference();
        var now = journal.now();
        Recording row = new Recording(
                sid,
                conference.account(),
                call,
                conference.sid(),
                Recording.Status.IN_PROGRESS,
                "Conference",
                1,
                "both",
                now,
                now,
                now,
                null,
                wish.events().isEmpty() || wish.events().contains("completed") ? wish.callback() : null,
                0,
                null);
        ConferenceTape tape = new ConferenceTape(tools, journal, wish, mix, row);
        mix.record(
                new Recorder(
                        tools.recordings().create(sid, 1, () -> later.accept(new ConferenceSignal.Filed())),
                        1,
                        Track.INBOUND,
                        Duration.ZERO,
                        LONGEST,
                        "",
                        wish.trimSilence()),
                event -> {
                    if (event instanceof MediaEvent.Recorded recorded) {
                        later.accept(new ConferenceSignal.Recorded(recorded.duration()));
                    }
                });
        journal.change(Change.put(Recording.KIND, row));
        journal.noted(EventType.RECORD_STARTED, "recording", sid.value());
        tape.report("in-progress");
        return tape;
    }

    /// Pauses, resumes or stops it; nothing happens when another one is meant.
    void change(Sid recording, Recording.Status next, Pause how) {
        if (!row.sid().equals(recording) || !row.running()) {
            return;
        }
        row = row.become(next, journal.now());
        journal.change(Change.put(Recording.KIND, row));
        journal.noted(EventType.RECORD_CHANGED, "recording", recording.value());
        if (next == Recording.Status.STOPPED) {
            mix.stopRecording();
        } else {
            mix.pauseRecording(next == Recording.Status.PAUSED ? how : Pause.NONE);
        }
    }

    void take(ConferenceSignal signal) {
        switch (signal) {
            case ConferenceSignal.Recorded(Duration kept) -> length = kept;
            case ConferenceSignal.Filed() -> filed = true;
            default -> {}
        }
    }

    boolean complete() {
        return length != null && filed;
    }

    /// Its row and callback; what is not complete by then is closed as it is.
    void close() {
        row = row.completed(length == null ? Duration.ZERO : length, tools.prices(), journal.now());
        journal.change(Change.put(Recording.KIND, row));
        journal.noted(
                EventType.RECORD_ENDED,
                "recording",
                row.sid().value(),
                "duration_s",
                RecordingState.seconds(row.duration()),
                Charge.PRICE,
                Charge.toldPrice(row.charge()),
                Charge.UNIT,
                Charge.toldUnit(row.charge()));
        report(row.status().text());
    }

    private void report(String status) {
        Hook callback = wish.callback();
        boolean wanted = wish.events().isEmpty()
                ? status.equals("completed")
                : wish.events().contains(status);
        if (callback != null && wanted) {
            journal.owe(
                    callback,
                    RecordingState.parameters(row, RecordingState.url(tools.url(), row.account(), row.sid()), status));
        }
    }
}

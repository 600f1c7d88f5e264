package org.offhook.core.calls.leg;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallTools;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.core.recordings.RecordingState;
import org.offhook.core.store.Change;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// The recordings of a leg. One is complete when the media shard has handed everything over and the file is
/// closed; then its row, its event and its callback become durable together.
public final class Recordings {

    private final CallTools tools;
    private final MediaSession media;
    private final Journal journal;
    private final Inbox inbox;
    private final List<Running> running = new ArrayList<>();

    Recordings(CallTools tools, MediaSession media, Journal journal, Inbox inbox) {
        this.tools = tools;
        this.media = media;
        this.journal = journal;
        this.inbox = inbox;
    }

    /// How to record.
    ///
    /// @param source   contract §6.2, RecordingSource
    /// @param callback absolute; null for nobody
    /// @param events   which of `in-progress`, `completed`, `absent`; empty means `completed`
    public record Order(
            String source,
            int channels,
            Track track,
            Duration endSilence,
            Duration longest,
            String finishKeys,
            boolean trimSilence,
            @Nullable Hook callback,
            List<String> events) {

        /// Who is told when it is complete; null for nobody.
        public @Nullable Hook completedTo() {
            return wants(this, "completed") ? callback : null;
        }
    }

    /// A recording under way.
    public static final class Running {
        private final Order order;
        private final long id;
        private Recording row;
        private MediaEvent.@Nullable Recorded recorded;
        private boolean filed;
        private boolean unattended;

        private Running(Order order, long id, Recording row) {
            this.order = order;
            this.id = id;
            this.row = row;
        }

        public Sid sid() {
            return row.sid();
        }

        /// Whether nothing more will be recorded.
        public boolean ended() {
            return recorded != null;
        }

        /// Whether the file is complete as well.
        public boolean complete() {
            return recorded != null && filed;
        }

        /// The key that ended it, or 0.
        public char key() {
            return recorded == null ? 0 : recorded.key();
        }

        /// Whether nothing worth keeping was said.
        public boolean empty() {
            return Recording.isEmpty(duration());
        }

        public Duration duration() {
            return recorded == null ? Duration.ZERO : recorded.duration();
        }
    }

    public Running start(Order order) {
        return start(tools.base().sids().next(SidType.RECORDING), order);
    }

    /// How many there are that are not complete.
    public int count() {
        return running.size();
    }

    /// Starts one that runs beside the verbs, until it is stopped or the call ends.
    public void begin(Sid sid, Order order) {
        start(sid, order).unattended = true;
    }

    /// The call was over before this one began.
    public void tooLate(Recording row) {
        journal.change(
                Change.put(Recording.KIND, row.absent(tools.base().clock().now())));
    }

    /// Pauses, resumes or stops one; nothing happens when it has ended.
    ///
    /// @param next `PAUSED`, `IN_PROGRESS` or `STOPPED`
    /// @param how  what becomes of the time for which it is paused
    public void change(Sid recording, Recording.Status next, Pause how) {
        running.stream()
                .filter(one -> one.sid().equals(recording) && !one.ended())
                .findFirst()
                .ifPresent(one -> change(one, next, how));
    }

    private void change(Running one, Recording.Status next, Pause how) {
        one.row = one.row.become(next, tools.base().clock().now());
        journal.change(Change.put(Recording.KIND, one.row));
        journal.note(EventType.RECORD_CHANGED, "recording", one.sid().value(), "status", next.text());
        if (next == Recording.Status.STOPPED) {
            one.unattended = true;
            media.stopRecording(one.id);
        } else {
            media.pauseRecording(one.id, next == Recording.Status.PAUSED ? how : Pause.NONE);
        }
    }

    private Running start(Sid sid, Order order) {
        RecordingSink sink = tools.recordings()
                .create(sid, order.channels(), () -> inbox.mailbox().put(new Signal.Filed(sid)));
        long id = media.record(new Recorder(
                sink,
                order.channels(),
                order.track(),
                order.endSilence(),
                order.longest(),
                order.finishKeys(),
                order.trimSilence()));
        var now = tools.base().clock().now();
        Recording row = Recording.begun(
                sid,
                journal.account().sid(),
                journal.call().sid(),
                order.source(),
                order.channels(),
                order.track().name().toLowerCase(Locale.ROOT),
                now,
                order.completedTo());
        Running started = new Running(order, id, row);
        running.add(started);
        journal.change(Change.put(Recording.KIND, row));
        journal.note(EventType.RECORD_STARTED, "recording", sid.value(), "source", order.source());
        report(started, "in-progress");
        return started;
    }

    /// Ends one and waits until it is complete.
    public void finish(Running one) {
        if (!one.ended()) {
            media.stopRecording(one.id);
        }
        await(one);
    }

    /// Waits until one that has ended is complete.
    public void await(Running one) {
        inbox.await(one::complete, tools.limits().settle());
        close(one);
    }

    /// Ends all of them.
    void finishAll() {
        List<Running> all = List.copyOf(running);
        all.stream().filter(one -> !one.ended()).forEach(one -> media.stopRecording(one.id));
        inbox.await(
                () -> all.stream().allMatch(Running::complete), tools.limits().settle());
        all.forEach(this::close);
    }

    /// Where the sound can be fetched.
    public URI url(Sid recording) {
        return RecordingState.url(tools.lines().url(), journal.account().sid(), recording);
    }

    /// What an action or callback is told about a recording.
    public Parameters told(Running one) {
        return Parameters.NONE
                .with("RecordingUrl", url(one.sid()).toString())
                .with("RecordingSid", one.sid().value())
                .with("RecordingDuration", seconds(one));
    }

    void ended(MediaEvent.Recorded event) {
        running.stream().filter(one -> one.id == event.id()).findFirst().ifPresent(one -> {
            one.recorded = event;
            closeUnattended(one);
        });
    }

    void filed(Sid recording) {
        running.stream().filter(one -> one.sid().equals(recording)).findFirst().ifPresent(one -> {
            one.filed = true;
            closeUnattended(one);
        });
    }

    /// Nobody awaits it.
    private void closeUnattended(Running one) {
        if (one.unattended && one.complete()) {
            close(one);
        }
    }

    private void close(Running one) {
        if (!running.remove(one)) {
            return;
        }
        MediaEvent.Recorded recorded = one.recorded;
        one.row = one.row.completed(
                one.duration(), tools.base().prices(), tools.base().clock().now());
        journal.change(Change.put(Recording.KIND, one.row));
        RecordingEnd end = recorded == null ? RecordingEnd.STOPPED : recorded.end();
        journal.note(
                EventType.RECORD_ENDED,
                "recording",
                one.sid().value(),
                "end",
                end.name().toLowerCase(Locale.ROOT),
                "duration_s",
                seconds(one),
                Charge.PRICE,
                Charge.toldPrice(one.row.charge()),
                Charge.UNIT,
                Charge.toldUnit(one.row.charge()));
        report(one, one.row.status().text());
    }

    private void report(Running one, String status) {
        Hook callback = one.order.callback();
        if (callback != null && wants(one.order, status)) {
            journal.owe(callback, RecordingState.parameters(one.row, url(one.sid()), status));
        }
    }

    private static boolean wants(Order order, String status) {
        return order.events().isEmpty()
                ? status.equals("completed")
                : order.events().contains(status);
    }

    private static String seconds(Running one) {
        return RecordingState.seconds(one.duration());
    }
}

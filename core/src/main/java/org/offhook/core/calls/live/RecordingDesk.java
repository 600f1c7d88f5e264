package org.offhook.core.calls.live;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;

/// The door for recordings that are begun, paused, resumed and stopped while a call or conference lives
/// (contract §12). Safe from any thread.
public final class RecordingDesk {

    /// What a call has to say to one recording too many.
    public static final int TOO_MANY = 16108;

    /// As long as any call.
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int WRONG_STATE = 21220;

    private final LiveCalls calls;
    private final Clock clock;
    private final Sids sids;
    private final ConferenceDesk conferences;
    private final int most;

    /// @param most recordings of one call at once
    public RecordingDesk(LiveCalls calls, Clock clock, Sids sids, ConferenceDesk conferences, int most) {
        this.calls = calls;
        this.clock = clock;
        this.sids = sids;
        this.conferences = conferences;
        this.most = most;
    }

    /// @param channels 1 or 2
    /// @param callback absolute, or null
    /// @param events   which of `in-progress`, `completed`, `absent`; empty means `completed`
    public record Wish(
            Sid account,
            Sid call,
            int channels,
            Track track,
            boolean trimSilence,
            @Nullable Hook callback,
            List<String> events) {

        /// @param source contract §6.2, RecordingSource
        public Recordings.Order order(String source) {
            return new Recordings.Order(
                    source, channels, track, Duration.ZERO, LONGEST, "", trimSilence, callback, events);
        }
    }

    /// Begins to record a call. The recording is durable before this returns.
    public Outcome<Recording> start(Wish wish) {
        return switch (calls.find(wish.account(), wish.call())) {
            case Outcome.Done<Call>(Call call) -> start(wish, call);
            case Outcome.Refused<Call>(int status, int code, String message) -> Outcome.refused(status, code, message);
        };
    }

    private Outcome<Recording> start(Wish wish, Call call) {
        if (running(call.account(), call.sid()).size() >= most) {
            return Outcome.refused(400, TOO_MANY, tooMany(most));
        }
        Recordings.Order order = wish.order("StartCallRecordingAPI");
        Recording row = Recording.begun(
                sids.next(SidType.RECORDING),
                call.account(),
                call.sid(),
                order.source(),
                order.channels(),
                order.track().name().toLowerCase(Locale.ROOT),
                clock.now(),
                order.completedTo());
        calls.store().commit(Change.put(Recording.KIND, row));
        boolean told = calls.tell(call.sid(), leg -> {
            if (leg.over()) {
                leg.recordings().tooLate(row);
            } else {
                leg.recordings().begin(row.sid(), order);
            }
        });
        if (!told) {
            calls.store().commit(Change.put(Recording.KIND, row.absent(clock.now())));
            return LiveCalls.over(call.sid());
        }
        return Outcome.done(row);
    }

    /// One line about a call that has as many as it may have.
    public static String tooMany(int most) {
        return "The call has " + most + " recordings, which is as many as it may have at once; stop one first.";
    }

    /// The recordings of a call that run.
    private List<Recording> running(Sid account, Sid call) {
        Query query = Query.of(account).where("call", call.value());
        return calls.store().list(Recording.KIND, query).stream()
                .filter(row -> row.running() && row.conference() == null)
                .toList();
    }

    /// Pauses, resumes or stops a recording.
    ///
    /// @param next `PAUSED`, `IN_PROGRESS` or `STOPPED`
    /// @param how  what becomes of the time for which it is paused
    /// @return the recording as it will be
    public Outcome<Recording> change(Recording row, Recording.Status next, Pause how) {
        Sid conference = row.conference();
        boolean told = row.running()
                && (conference == null
                        ? calls.tell(row.call(), leg -> leg.recordings().change(row.sid(), next, how))
                        : conferences.record(conference, row.sid(), next, how));
        return told
                ? Outcome.done(row.become(next, clock.now()))
                : Outcome.refused(
                        400,
                        WRONG_STATE,
                        "The recording " + row.sid() + " is " + row.status().text() + ", not being made.");
    }
}

package org.offhook.core.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.usage.Charge;
import org.offhook.core.usage.Prices;
import org.offhook.core.web.Hook;

/// A recording (contract §12).
///
/// @param call     the call it is of
/// @param source   `RecordVerb`, `DialVerb`, `OutboundAPI`, `StartCallRecordingAPI`, …
/// @param duration of what was kept; null until completed
/// @param callback told when it is complete, absolute; or null
/// @param errorCode contract §24, or 0
/// @param charge   what it costs; null until completed
public record Recording(
        Sid sid,
        Sid account,
        Sid call,
        @Nullable Sid conference,
        Status status,
        String source,
        int channels,
        String track,
        Instant created,
        Instant updated,
        @Nullable Instant started,
        @Nullable Duration duration,
        @Nullable Hook callback,
        int errorCode,
        @Nullable Charge charge)
        implements Entity {

    public static final Kind<Recording> KIND = new Kind<>(
            "recordings",
            Recording.class,
            List.of(
                    Kind.field("call", r -> r.call().value()),
                    Kind.field(
                            "conference",
                            r -> r.conference() == null ? null : r.conference().value()),
                    Kind.field("status", r -> r.status().text())));

    private static final int TOO_SHORT = 16101;
    private static final Duration LEAST = Duration.ofMillis(500);

    /// Whether a recording of this length is as good as none: told in whole seconds, it lasts zero.
    public static boolean isEmpty(Duration length) {
        return length.compareTo(LEAST) < 0;
    }

    /// One that begins now.
    ///
    /// @param callback told when it is complete, absolute; or null
    public static Recording begun(
            Sid sid,
            Sid account,
            Sid call,
            String source,
            int channels,
            String track,
            Instant now,
            @Nullable Hook callback) {
        return new Recording(
                sid,
                account,
                call,
                null,
                Status.IN_PROGRESS,
                source,
                channels,
                track,
                now,
                now,
                now,
                null,
                callback,
                0,
                null);
    }

    public Recording become(Status next, Instant now) {
        return new Recording(
                sid,
                account,
                call,
                conference,
                next,
                source,
                channels,
                track,
                created,
                now,
                started,
                duration,
                callback,
                errorCode,
                charge);
    }

    /// Whether it can still be paused, resumed and stopped.
    public boolean running() {
        return status == Status.IN_PROGRESS || status == Status.PAUSED;
    }

    /// Nothing was recorded.
    public Recording absent(Instant now) {
        return completed(Duration.ZERO, Prices.FREE, now);
    }

    /// Its file is complete. One in which nothing was said is absent (contract §12), and its error code says
    /// why.
    ///
    /// @param length of what was kept
    public Recording completed(Duration length, Prices prices, Instant now) {
        return new Recording(
                sid,
                account,
                call,
                conference,
                isEmpty(length) ? Status.ABSENT : Status.COMPLETED,
                source,
                channels,
                track,
                created,
                now,
                started,
                length,
                callback,
                isEmpty(length) ? TOO_SHORT : errorCode,
                isEmpty(length) ? null : prices.recording(length.plusMillis(500).toSeconds()));
    }

    public enum Status {
        IN_PROGRESS("in-progress"),
        PAUSED("paused"),
        STOPPED("stopped"),
        PROCESSING("processing"),
        COMPLETED("completed"),
        ABSENT("absent");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}

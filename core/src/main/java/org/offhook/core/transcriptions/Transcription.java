package org.offhook.core.transcriptions;

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
import org.offhook.core.webhooks.Parameters;

/// The text of a recording (contract §12).
///
/// @param call     the call whose recording it is
/// @param duration of the recording
/// @param text     null until completed
/// @param callback told of the end, absolute; or null
/// @param told     what the callback is told besides
/// @param charge   what it costs; null until completed
public record Transcription(
        Sid sid,
        Sid account,
        Sid recording,
        Sid call,
        Status status,
        Duration duration,
        @Nullable String text,
        Instant created,
        Instant updated,
        @Nullable Hook callback,
        Parameters told,
        @Nullable Charge charge)
        implements Entity {

    public static final Kind<Transcription> KIND = new Kind<>(
            "transcriptions",
            Transcription.class,
            List.of(
                    Kind.field("recording", t -> t.recording().value()),
                    Kind.field("status", t -> t.status().text())));

    public enum Status {
        IN_PROGRESS("in-progress"),
        COMPLETED("completed"),
        FAILED("failed");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    Transcription ended(Status how, @Nullable String words, Prices prices, Instant now) {
        long seconds = duration.plusMillis(500).toSeconds();
        Charge price = how == Status.COMPLETED ? prices.transcription(seconds) : null;
        return new Transcription(
                sid, account, recording, call, how, duration, words, created, now, callback, told, price);
    }
}

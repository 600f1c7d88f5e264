package org.offhook.core.transcriptions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// A transcription of a live call, as REST shows it.
///
/// @param callback told what is said, absolute; or null
public record LiveTranscription(
        Sid sid,
        Sid account,
        Sid call,
        String name,
        Status status,
        Instant created,
        Instant updated,
        @Nullable Hook callback)
        implements Entity {

    public static final Kind<LiveTranscription> KIND = new Kind<>(
            "live_transcriptions",
            LiveTranscription.class,
            List.of(
                    Kind.field("call", one -> one.call().value()),
                    Kind.field("name", LiveTranscription::name),
                    Kind.field("status", one -> one.status().text())));

    public static LiveTranscription of(TranscriptOrder order, Sid account, Sid call, Instant now) {
        return new LiveTranscription(
                order.sid(), account, call, order.name(), Status.IN_PROGRESS, now, now, order.callback());
    }

    public LiveTranscription stopped(Instant now) {
        return new LiveTranscription(sid, account, call, name, Status.STOPPED, created, now, callback);
    }

    /// What every callback tells (contract §6.4).
    ///
    /// @param event `transcription-started`, `-content`, `-stopped` or `-error`
    public Parameters told(String event, Instant now) {
        return Parameters.NONE
                .with("TranscriptionSid", sid.value())
                .with("TranscriptionEvent", event)
                .with("Timestamp", now.toString());
    }

    public enum Status {
        IN_PROGRESS("in-progress"),
        STOPPED("stopped");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}

package org.offhook.core.streams;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// A stream of a call, as REST shows it.
///
/// @param callback told when it ends, absolute; or null
public record CallStream(
        Sid sid,
        Sid account,
        Sid call,
        String name,
        Status status,
        Instant created,
        Instant updated,
        @Nullable Hook callback)
        implements Entity {

    public static final Kind<CallStream> KIND = new Kind<>(
            "streams",
            CallStream.class,
            List.of(
                    Kind.field("call", stream -> stream.call().value()),
                    Kind.field("name", CallStream::name),
                    Kind.field("status", stream -> stream.status().text())));

    public static CallStream of(StreamOrder order, Sid account, Sid call, Instant now) {
        return new CallStream(order.sid(), account, call, order.name(), Status.IN_PROGRESS, now, now, order.callback());
    }

    public CallStream stopped(Instant now) {
        return new CallStream(sid, account, call, name, Status.STOPPED, created, now, callback);
    }

    /// What a status callback tells (contract §6.2).
    ///
    /// @param event `stream-started`, `stream-stopped` or `stream-error`
    /// @param error for the developer, or null
    public Parameters told(String event, @Nullable String error, Instant now) {
        return Parameters.NONE
                .with("AccountSid", account.value())
                .with("CallSid", call.value())
                .with("StreamSid", sid.value())
                .with("StreamName", name)
                .with("StreamEvent", event)
                .with("StreamError", error)
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

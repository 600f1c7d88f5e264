package org.offhook.core.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sees what happens on the wire, for the event log and the developer.
public interface Witness {

    /// A witness who looks away.
    Witness NOBODY = new Witness() {
        @Override
        public void exchanged(Exchanged exchanged) {}

        @Override
        public void problem(Problem problem) {}
    };

    /// One request and what came of it.
    void exchanged(Exchanged exchanged);

    /// Something the developer should see.
    void problem(Problem problem);

    /// @param url      as requested, without user info and fragment
    /// @param sent     the parameters
    /// @param status   of the answer, or 0 when there was none
    /// @param code     contract §24 when there was none, or 0
    /// @param received the answer's content type, and its body as text, cut at 16 kB; or what went wrong
    /// @param headers  of the answer
    record Exchanged(
            String method,
            String url,
            Parameters sent,
            int status,
            int code,
            Duration took,
            String contentType,
            String received,
            Parameters headers) {

        /// The same, seen at another URL.
        Exchanged at(String shown) {
            return new Exchanged(method, shown, sent, status, code, took, contentType, received, headers);
        }

        /// As names and values of an event, in turn; null for what there is not.
        ///
        /// @param whole with what was asked and answered; without it nothing that may have to be forgotten
        public @Nullable String[] facts(boolean whole) {
            return new @Nullable String[] {
                "method",
                method,
                "url",
                url,
                "status",
                status == 0 ? null : Integer.toString(status),
                "code",
                code == 0 ? null : Integer.toString(code),
                "took_ms",
                Long.toString(took.toMillis()),
                "content_type",
                contentType,
                "request",
                whole ? sent.encoded() : null,
                "response",
                whole ? received : null
            };
        }
    }

    /// @param error    true for an error, false for a warning
    /// @param code     contract §24
    /// @param exchange where it happened, or null
    record Problem(
            boolean error,
            int code,
            String message,
            @Nullable Exchanged exchange) {}
}

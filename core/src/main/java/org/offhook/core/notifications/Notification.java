package org.offhook.core.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A problem the developer should see (contract §5).
///
/// @param subject  the call or message it happened in
/// @param error    true for an error, false for a warning
/// @param code     contract §24
/// @param request  the request it happened with, as sent, or null
/// @param response what came back, or null
/// @param responseHeaders of it, as a form; or null
/// @param status   the HTTP status that came back, or 0
public record Notification(
        Sid sid,
        Sid account,
        @Nullable Sid subject,
        boolean error,
        int code,
        String message,
        @Nullable String method,
        @Nullable String url,
        @Nullable String request,
        @Nullable String response,
        @Nullable String responseHeaders,
        int status,
        Instant created)
        implements Entity {

    public static final Kind<Notification> KIND = new Kind<>(
            "notifications",
            Notification.class,
            List.of(
                    Kind.field(
                            "subject",
                            n -> n.subject() == null ? null : n.subject().value()),
                    Kind.field("log", n -> n.error() ? 0L : 1L)));
}

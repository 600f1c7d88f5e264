package org.offhook.core.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// Somebody has set up, changed or removed something.
///
/// @param account      whose it is
/// @param actor        whose credentials were used: an account or an API key
/// @param action       `created`, `updated` or `deleted`
/// @param resource     what it was done to, or null when that has no Sid
/// @param resourceType such as `phone-number`
/// @param parameters   the names of what was sent; not the values, which may be secret
/// @param address      from where
public record AuditEvent(
        Sid sid,
        Sid account,
        Sid actor,
        String action,
        @Nullable Sid resource,
        String resourceType,
        List<String> parameters,
        String address,
        Instant created)
        implements Entity {

    public static final Kind<AuditEvent> KIND = new Kind<>(
            "audit_events",
            AuditEvent.class,
            List.of(
                    Kind.field("actor", event -> event.actor().value()),
                    Kind.field("type", AuditEvent::type),
                    Kind.field(
                            "resource",
                            event -> event.resource() == null
                                    ? null
                                    : event.resource().value()),
                    Kind.field("address", AuditEvent::address)));

    public AuditEvent {
        parameters = List.copyOf(parameters);
    }

    /// `phone-number.created`.
    public String type() {
        return resourceType + "." + action;
    }
}

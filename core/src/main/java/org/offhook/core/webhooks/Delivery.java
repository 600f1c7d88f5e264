package org.offhook.core.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;

/// A callback that is owed to the application: stored in the same transaction as the state it tells of, removed
/// once it was heard. What is left in state [State#DEAD] was given up after four hours and waits for a person.
///
/// @param subject    the call, message or recording's call it is about; deliveries about one subject keep their
///                   order
/// @param token      the same for every attempt, so that the application can drop repeats
/// @param attempts   how often it was tried
/// @param problem    why the last attempt failed, or null
public record Delivery(
        Sid sid,
        Sid account,
        Sid subject,
        Hook hook,
        Parameters parameters,
        String token,
        State state,
        int attempts,
        @Nullable String problem,
        Instant created)
        implements Entity {

    public static final Kind<Delivery> KIND = new Kind<>(
            "deliveries",
            Delivery.class,
            List.of(
                    Kind.field("subject", d -> d.subject().value()),
                    Kind.field("state", d -> d.state().name())),
            true);

    public enum State {
        PENDING,
        DEAD
    }

    Delivery failed(State after, String why) {
        return new Delivery(sid, account, subject, hook, parameters, token, after, attempts + 1, why, created);
    }
}

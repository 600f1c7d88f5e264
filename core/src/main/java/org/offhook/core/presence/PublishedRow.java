package org.offhook.core.presence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.protocols.sip.event.Presence;
import org.offhook.protocols.sip.event.Publication;

/// What the devices of a user have published, as it is stored.
///
/// @param sid   `PE…`
/// @param user  the user part of its address, without escapes
/// @param realm the domain
public record PublishedRow(
        Sid sid, Sid account, String user, String realm, List<State> states, Instant created, Instant updated)
        implements Entity {

    public static final Kind<PublishedRow> KIND = new Kind<>(
            "presences",
            PublishedRow.class,
            List.of(Kind.field("user", PublishedRow::user), Kind.field("realm", PublishedRow::realm)));

    public PublishedRow {
        states = List.copyOf(states);
    }

    /// One publication.
    ///
    /// @param device    as [Publication#device]; empty in rows that were written before it was kept
    /// @param expiresAt epoch second
    public record State(String tag, String device, long expiresAt, boolean open, List<String> activities, String note) {

        public State {
            device = Objects.requireNonNullElse(device, "");
            activities = List.copyOf(activities);
        }

        static State of(Publication one) {
            Presence state = one.state();
            return new State(one.tag(), one.device(), one.expiresAt(), state.open(), state.activities(), state.note());
        }

        Publication publication() {
            return new Publication(tag, device, expiresAt, new Presence(open, activities, note));
        }
    }
}

package org.offhook.core.conferences;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;

/// A conference (contract §26).
///
/// @param name           its friendly name; one of that name is in progress in an account at a time
/// @param reason         why it ended; null while it lives
/// @param endedBy        the call that ended it, or null
/// @param statusCallback told of what happens in it, as its first participant wished (contract §23, T8); or
///                       null
/// @param statusEvents   which of `start`, `end`, `join`, `leave`, `mute`, `hold`, `modify`, `announcement`
/// @param told           how many callbacks there were
public record Conference(
        Sid sid,
        Sid account,
        String name,
        Status status,
        Instant created,
        Instant updated,
        @Nullable String reason,
        @Nullable Sid endedBy,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        int told)
        implements Entity {

    public static final Kind<Conference> KIND = new Kind<>(
            "conferences",
            Conference.class,
            List.of(
                    Kind.field("name", Conference::name),
                    Kind.field("status", conference -> conference.status().text()),
                    Kind.moment("updated", Conference::updated)));

    public Conference {
        statusEvents = List.copyOf(statusEvents);
    }

    Conference started(Instant now) {
        return new Conference(
                sid,
                account,
                name,
                Status.IN_PROGRESS,
                created,
                now,
                reason,
                endedBy,
                statusCallback,
                statusEvents,
                told);
    }

    Conference ended(String why, @Nullable Sid by, Instant now) {
        return new Conference(
                sid, account, name, Status.COMPLETED, created, now, why, by, statusCallback, statusEvents, told);
    }

    Conference toldOnceMore() {
        return new Conference(
                sid, account, name, status, created, updated, reason, endedBy, statusCallback, statusEvents, told + 1);
    }

    public enum Status {
        INIT("init"),
        IN_PROGRESS("in-progress"),
        COMPLETED("completed");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}

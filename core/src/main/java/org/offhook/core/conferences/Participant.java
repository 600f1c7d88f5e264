package org.offhook.core.conferences;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A call in a conference (contract §26, conference.participant). Stored while it is in it, and no longer.
///
/// @param sid     of this row; participants are named by their call
/// @param label   a name of its own in the conference, or null
/// @param coached the call that alone hears this one when it is coaching, or null
/// @param starts  whether the conference begins when it enters
/// @param ends    whether the conference ends when it leaves
public record Participant(
        Sid sid,
        Sid account,
        Sid conference,
        Sid call,
        @Nullable String label,
        boolean muted,
        boolean hold,
        boolean coaching,
        @Nullable Sid coached,
        boolean starts,
        boolean ends,
        boolean beepsOnExit,
        Instant created,
        Instant updated)
        implements Entity {

    public static final Kind<Participant> KIND = new Kind<>(
            "participants",
            Participant.class,
            List.of(
                    Kind.field("conference", p -> p.conference().value()),
                    Kind.field("call", p -> p.call().value())),
            true);

    /// As it will be after a change.
    public Participant changed(ParticipantChange change, Instant now) {
        boolean coaches = or(change.coaching(), coaching);
        Sid whom = change.coached() == null ? coached : change.coached();
        return new Participant(
                sid,
                account,
                conference,
                call,
                label,
                or(change.muted(), muted),
                or(change.hold(), hold),
                coaches,
                coaches ? whom : null,
                starts,
                or(change.ends(), ends),
                or(change.beepsOnExit(), beepsOnExit),
                created,
                now);
    }

    private static boolean or(@Nullable Boolean wanted, boolean otherwise) {
        return wanted == null ? otherwise : wanted;
    }
}

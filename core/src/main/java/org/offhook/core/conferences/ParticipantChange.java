package org.offhook.core.conferences;

import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// What REST wants to be different about a participant (contract §25, POST Participants/{CallSid}); null leaves
/// it as it is.
///
/// @param holdMusic what it hears on hold; null for the usual music
/// @param announce  a document that it alone hears
/// @param coached   the call that alone hears it while it coaches
/// @param ends      whether the conference ends when it leaves
public record ParticipantChange(
        @Nullable Boolean muted,
        @Nullable Boolean hold,
        @Nullable Hook holdMusic,
        @Nullable Hook announce,
        @Nullable Boolean ends,
        @Nullable Boolean beepsOnExit,
        @Nullable Boolean coaching,
        @Nullable Sid coached) {

    public static final ParticipantChange NONE = new ParticipantChange(null, null, null, null, null, null, null, null);

    public ParticipantChange muted(boolean on) {
        return new ParticipantChange(on, hold, holdMusic, announce, ends, beepsOnExit, coaching, coached);
    }

    public ParticipantChange hold(boolean on, @Nullable Hook music) {
        return new ParticipantChange(muted, on, music, announce, ends, beepsOnExit, coaching, coached);
    }

    public ParticipantChange announce(Hook document) {
        return new ParticipantChange(muted, hold, holdMusic, document, ends, beepsOnExit, coaching, coached);
    }

    public ParticipantChange ends(boolean on) {
        return new ParticipantChange(muted, hold, holdMusic, announce, on, beepsOnExit, coaching, coached);
    }

    /// @param whom who alone hears it, or null to speak to all again
    public ParticipantChange coach(@Nullable Sid whom) {
        return new ParticipantChange(muted, hold, holdMusic, announce, ends, beepsOnExit, whom != null, whom);
    }
}

package org.offhook.core.conferences;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.recordings.Recording;
import org.offhook.core.web.Hook;

/// What arrives in a conference's mailbox.
sealed interface ConferenceSignal {

    record Enter(Entry entry) implements ConferenceSignal {}

    /// @param kicked whether somebody else wanted it
    record Leave(Sid call, Leaving why, boolean kicked) implements ConferenceSignal {}

    record Changed(Sid call, ParticipantChange change) implements ConferenceSignal {}

    /// A participant begins to speak, or has finished.
    record Speaks(Sid call, boolean begins) implements ConferenceSignal {}

    /// Everybody is to hear a document.
    record Announce(Hook document) implements ConferenceSignal {}

    /// @param problem why nobody heard it, or null
    record Announced(
            Hook document, @Nullable Sid call, @Nullable String problem) implements ConferenceSignal {}

    /// The recording is to be paused, resumed or stopped.
    ///
    /// @param recording the one that is meant
    record Record(Sid recording, Recording.Status next, Pause how) implements ConferenceSignal {}

    /// Nothing more is recorded.
    record Recorded(Duration length) implements ConferenceSignal {}

    /// The file of the recording is complete.
    record Filed() implements ConferenceSignal {}

    /// REST ends it.
    record End() implements ConferenceSignal {}
}

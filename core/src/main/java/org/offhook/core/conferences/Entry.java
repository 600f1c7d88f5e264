package org.offhook.core.conferences;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession;
import org.offhook.core.web.Hook;

/// A call that wants to enter a conference.
///
/// @param sound   of the call; the conference joins it with the mix and parts it again
/// @param notices takes what the conference tells; never blocks
public record Entry(
        Sid account,
        Sid call,
        String name,
        Manner manner,
        Setting setting,
        MediaSession sound,
        Consumer<Notice> notices) {

    /// How this call takes part.
    ///
    /// @param label  a name of its own in the conference, or null
    /// @param coach  the call that alone hears this one, or null
    /// @param starts whether the conference begins when it enters
    /// @param ends   whether the conference ends when it leaves
    public record Manner(
            boolean starts,
            boolean ends,
            boolean muted,
            boolean beepsOnEnter,
            boolean beepsOnExit,
            @Nullable String label,
            @Nullable Sid coach) {}

    /// How the conference is to be, as its first participant wishes.
    ///
    /// @param most         participants at once
    /// @param statusEvents as [Conference#statusEvents]
    /// @param recording    from the start on; null for none
    public record Setting(
            int most,
            @Nullable Hook statusCallback,
            List<String> statusEvents,
            @Nullable RecordingWish recording) {}

    /// @param callback told when it is complete, or null
    /// @param events   which of `in-progress`, `completed`, `absent`
    public record RecordingWish(
            boolean trimSilence, @Nullable Hook callback, List<String> events) {}
}

package org.offhook.core.queues;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession;
import org.offhook.core.web.Hook;

/// One who waited and one who takes the next, on their way to each other. Each tells the other what it does;
/// both live in scripts of their own and may vanish at any time.
///
/// @param greeting heard by the one who waited before they are joined, or null
public record Encounter(
        Waiting waiting, Taker taker, @Nullable Hook greeting) {

    /// @param sound  of the call
    /// @param called takes the encounter; never blocks
    /// @param told   takes what the other says afterwards
    public record Waiting(QueueMember row, MediaSession sound, Consumer<Encounter> called, Consumer<TakerSays> told) {}

    /// @param greeting heard by the one who waited before they are joined, or null
    public record Taker(
            Sid account,
            Sid call,
            MediaSession sound,
            @Nullable Hook greeting,
            Consumer<Encounter> matched,
            Consumer<MemberSays> told) {}

    public enum MemberSays {
        /// It has heard the greeting and can be joined.
        READY,
        GONE
    }

    public enum TakerSays {
        /// They were joined and are not any more.
        FINISHED,
        /// It went before they were joined.
        GONE
    }

    void begin() {
        waiting.called().accept(this);
        taker.matched().accept(this);
    }
}

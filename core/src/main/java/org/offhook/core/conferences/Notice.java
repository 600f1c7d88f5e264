package org.offhook.core.conferences;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.web.Hook;

/// What a conference tells the call of a participant.
public sealed interface Notice {

    /// It is in.
    ///
    /// @param watched whether the conference wants to hear when it speaks and when not
    record Admitted(Sid conference, boolean watched) implements Notice {}

    /// It does not get in (contract §24: 16020, 16025).
    record Refused(int code, String message) implements Notice {}

    /// From now on it hears this.
    record Hears(Hearing what) implements Notice {}

    /// Something is to be announced by its script.
    ///
    /// @param to  everybody; null for this participant alone
    /// @param end takes the reason why it failed, or null when it was heard
    record Announce(Hook document, @Nullable Mix to, Consumer<@Nullable String> end) implements Notice {}

    /// It is out; the last word.
    record Out(Leaving why) implements Notice {}

    sealed interface Hearing {

        /// Alone, or until somebody comes who may begin: what its document says.
        record Waiting() implements Hearing {}

        /// The others.
        record Mixed() implements Hearing {}

        /// @param music a document, or null for the usual music
        record Held(@Nullable Hook music) implements Hearing {}
    }
}

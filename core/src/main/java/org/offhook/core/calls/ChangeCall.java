package org.offhook.core.calls;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// A command: change a live call (contract: POST Calls/{Sid}).
public record ChangeCall(Sid account, Sid call, Wish wish) {

    public sealed interface Wish {

        /// Leave the current verb and go on at this URL.
        record Redirect(Hook document, @Nullable Hook fallback) implements Wish {}

        /// Leave the current verb and go on with this document.
        record Document(String twiml) implements Wish {}

        /// Its partner has referred it to somebody else (REFER): leave what it does and call them.
        ///
        /// @param told how the call to them goes, as a SIP status; 200 or more is the last
        record Transfer(TransferGoal goal, IntConsumer told) implements Wish {}

        /// `Status=completed`: end it.
        record Complete() implements Wish {}

        /// `Status=canceled`: end it while it is queued or ringing.
        record Cancel() implements Wish {}

        /// Only other things: a new callback or time limit.
        record Settings(
                @Nullable Hook statusCallback, @Nullable Duration timeLimit) implements Wish {}
    }
}

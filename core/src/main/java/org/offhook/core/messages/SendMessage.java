package org.offhook.core.messages;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.web.Hook;

/// A command: send a message (contract: POST Messages, and the Message verb).
///
/// @param timing  when to send it; null for at once, however long it has to wait
/// @param service that chooses the sender, unless `from` names one of its own; or null
/// @param most    what it may cost; null for any amount
public record SendMessage(
        Sid account,
        String from,
        String to,
        String body,
        List<String> media,
        Message.Direction direction,
        @Nullable Hook statusCallback,
        @Nullable Timing timing,
        @Nullable MessagingService service,
        @Nullable BigDecimal most) {

    public SendMessage(
            Sid account,
            String from,
            String to,
            String body,
            List<String> media,
            Message.Direction direction,
            @Nullable Hook statusCallback) {
        this(account, from, to, body, media, direction, statusCallback, null, null, null);
    }

    /// The same from somebody else.
    SendMessage from(String other) {
        return new SendMessage(account, other, to, body, media, direction, statusCallback, timing, service, most);
    }
}

package org.offhook.core.emails;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// The command to send an e-mail.
///
/// @param about          the call or message whose document says so
/// @param to             as written
/// @param title          its subject; may be empty
/// @param replyTo        where answers go, as written; null: to the platform's own address
/// @param statusCallback absolute; told when it was taken or refused
public record SendEmail(
        Sid account,
        Sid about,
        List<String> to,
        String title,
        String text,
        @Nullable String replyTo,
        @Nullable Hook statusCallback) {

    public SendEmail {
        to = List.copyOf(to);
    }
}

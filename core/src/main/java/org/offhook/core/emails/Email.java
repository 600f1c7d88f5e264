package org.offhook.core.emails;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;

/// An e-mail that was accepted and is not yet taken by the mail server: a row of the outbox.
///
/// @param about    the call or message whose document wrote it
/// @param to       parsed addresses
/// @param title    its subject: one line
/// @param attempts made so far, in vain
public record Email(
        Sid sid,
        Sid account,
        Sid about,
        List<String> to,
        String title,
        String text,
        @Nullable String replyTo,
        @Nullable Hook statusCallback,
        int attempts,
        Instant created)
        implements Entity {

    public static final Kind<Email> KIND = new Kind<>("emails", Email.class, List.of(), true);

    public Email {
        to = List.copyOf(to);
    }

    Email tried() {
        return new Email(sid, account, about, to, title, text, replyTo, statusCallback, attempts + 1, created);
    }

    /// The parties, without what it says.
    @Override
    public String toString() {
        return "Email[" + sid + " to " + to.size() + "]";
    }
}

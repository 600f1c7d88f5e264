package org.offhook.core.emails;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// An e-mail as a document asks for it: `Email`, and in the manner of the first `sms` also `email` with an `address`
/// (SPEC CALL-8).
///
/// @param action         asked next, in a call; as written
/// @param statusCallback told of its fate; as written
public record EmailWish(
        List<String> to,
        String title,
        String text,
        @Nullable String replyTo,
        @Nullable Hook action,
        @Nullable Hook statusCallback) {

    public static final String NAME = "Email";
    public static final String FIRST_NAME = "email";

    private static final int BAD_METHOD = 14104;

    public static EmailWish read(Reading element) {
        String to = element.text(element.name().equals(FIRST_NAME) ? "address" : "to", "");
        String method = element.method("method", BAD_METHOD);
        return new EmailWish(
                Stream.of(to.split("[\\s,;]+"))
                        .filter(address -> !address.isEmpty())
                        .toList(),
                element.text("subject", ""),
                text(element.body()),
                element.text("replyTo"),
                Hook.of(element.text("action"), method),
                Hook.of(element.text("statusCallback"), method));
    }

    /// Documents are indented for their writers; the readers of e-mail need not see that.
    private static String text(String body) {
        return body.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    /// @param about    the call or message whose document this stands in
    /// @param callback [#statusCallback], absolute
    public SendEmail command(Sid account, Sid about, @Nullable Hook callback) {
        return new SendEmail(account, about, to, title, text, replyTo, callback);
    }
}

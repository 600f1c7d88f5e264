package org.offhook.core.notifications;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.tenancy.Account;
import org.offhook.core.webhooks.Parameters;

/// What an account's debugger webhook is told of an error or warning (contract §21): a form whose `Payload` is
/// JSON.
public final class Debugger {

    private static final String MORE_INFO = "https://www.twilio.com/docs/errors/";

    private Debugger() {}

    public static Parameters of(Account account, Notification notification) {
        return Parameters.NONE
                .with("Sid", notification.sid().value())
                .with("AccountSid", account.sid().value())
                .with(
                        "ParentAccountSid",
                        account.parent() == null ? null : account.parent().value())
                .with("Timestamp", notification.created().toString())
                .with("Level", notification.error() ? "ERROR" : "WARNING")
                .with("PayloadType", "application/json")
                .with("Payload", payload(notification));
    }

    private static String payload(Notification notification) {
        String subject =
                notification.subject() == null ? null : notification.subject().value();
        String webhook = notification.url() == null
                ? null
                : object(
                        "type",
                        text("application/json"),
                        "request",
                        object(
                                "url",
                                text(notification.url()),
                                "method",
                                text(notification.method()),
                                "parameters",
                                form(notification.request())),
                        "response",
                        object(
                                "status_code",
                                notification.status() == 0 ? null : Integer.toString(notification.status()),
                                "headers",
                                form(notification.responseHeaders()),
                                "body",
                                text(notification.response())));
        return object(
                "resource_sid",
                text(subject),
                "service_sid",
                null,
                "error_code",
                text(Integer.toString(notification.code())),
                "more_info",
                object(
                        "Msg",
                        text(notification.message()),
                        "ErrorCode",
                        text(Integer.toString(notification.code())),
                        "LogLevel",
                        text(notification.error() ? "ERROR" : "WARNING"),
                        "url",
                        text(MORE_INFO + notification.code())),
                "webhook",
                webhook);
    }

    private static @Nullable String form(@Nullable String encoded) {
        List<@Nullable String> members = new ArrayList<>();
        for (Parameters.Parameter one :
                Parameters.decoded(encoded == null ? "" : encoded).list()) {
            members.add(one.name());
            members.add(text(one.value()));
        }
        return object(members.toArray(new String[0]));
    }

    /// @param members names and JSON values in turn; null is JSON's null
    private static String object(@Nullable String... members) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < members.length; i += 2) {
            json.append(i == 0 ? "" : ",").append(text(members[i])).append(':').append(members[i + 1]);
        }
        return json.append('}').toString();
    }

    /// ASCII only, so that half a surrogate pair that somebody typed stays what it is.
    private static @Nullable String text(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}

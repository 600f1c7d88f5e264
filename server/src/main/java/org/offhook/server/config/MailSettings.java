package org.offhook.server.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.mail.SmtpSettings;
import org.offhook.adapters.mail.SmtpSettings.Security;
import org.offhook.core.emails.EmailLimits;
import org.offhook.core.emails.MailAddress;

/// How e-mail is sent.
///
/// @param server null: not at all
public record MailSettings(@Nullable SmtpSettings server, EmailLimits limits) {

    static MailSettings read(Settings settings) {
        EmailLimits limits = EmailLimits.STANDARD.with(
                settings.number("mail.waiting", 1, 1_000_000),
                settings.number("mail.waiting-per-account", 1, 1_000_000),
                settings.number("mail.connections", 1, 100),
                settings.duration("mail.patience", Duration.ZERO, Duration.ofDays(7)));
        return new MailSettings(server(settings), limits);
    }

    private static @Nullable SmtpSettings server(Settings settings) {
        if (settings.text("mail.server").isEmpty()) {
            return null;
        }
        HostPort server = settings.parsed("mail.server", HostPort::parse, "HOST:PORT, such as smtp.example.net:587");
        Security security = settings.word("mail.security", Security.class);
        String from = settings.parsed("mail.from", MailAddress::parse, "an address such as noreply@example.net");
        String username = settings.textOrNull("mail.username");
        String password = settings.textOrNull("mail.password");
        if ((username == null) != (password == null)) {
            throw settings.wrong(username == null ? "mail.password" : "mail.username", "a user needs both");
        }
        if (username != null && security == Security.NONE) {
            throw settings.wrong("mail.security", "a password is sent by starttls or tls only");
        }
        return new SmtpSettings(server.host(), server.port(), security, username, password, from);
    }
}

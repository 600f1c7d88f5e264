package org.offhook.server.mail;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.mail.SmtpServer;
import org.offhook.core.emails.EmailDesk;
import org.offhook.core.emails.EmailTools;
import org.offhook.core.emails.MailServer;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.meters.Meters;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.server.config.MailSettings;

/// Where documents send e-mail.
public final class MailRoom {

    private MailRoom() {}

    /// The way to the configured server; null when there is none.
    ///
    /// @param tls whom it believes
    public static @Nullable MailServer server(MailSettings settings, Supplier<SSLContext> tls) {
        return settings.server() == null ? null : new SmtpServer(settings.server(), tls);
    }

    public static EmailDesk open(
            MailSettings settings,
            @Nullable MailServer server,
            Clock clock,
            Scheduler scheduler,
            Scripts scripts,
            RandomGenerator random,
            Sids sids,
            Store store,
            EventLog log,
            Deliveries deliveries,
            Meters meters) {
        EmailDesk desk = new EmailDesk(new EmailTools(
                clock, scheduler, scripts, random, sids, store, log, deliveries, server, settings.limits()));
        meters.gauge("offhook_emails_waiting", "E-mails accepted that no mail server has taken yet.", desk::waiting);
        meters.total("offhook_emails_refused", "E-mails refused because too many waited.", desk::refused);
        return desk;
    }
}

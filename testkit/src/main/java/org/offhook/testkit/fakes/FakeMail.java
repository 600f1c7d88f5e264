package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.EmailDesk;
import org.offhook.core.emails.EmailLimits;
import org.offhook.core.emails.EmailTools;
import org.offhook.core.emails.MailServer;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Store;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.testkit.kernel.Timeline;

/// A mail server that takes everything after a while, unless told otherwise.
public final class FakeMail implements MailServer {

    private static final Duration HANDING_OVER = Duration.ofMillis(300);

    private final Timeline timeline;
    private final List<Email> taken = new ArrayList<>();
    private final Map<String, Handed> answers = new HashMap<>();
    private int attempts;

    public FakeMail(Timeline timeline) {
        this.timeline = timeline;
    }

    /// A desk that has this server.
    public EmailDesk desk(Sids sids, Store store, EventLog log, Deliveries deliveries) {
        return new EmailDesk(new EmailTools(
                timeline,
                timeline,
                timeline.scripts(),
                timeline.random("e-mails"),
                sids,
                store,
                log,
                deliveries,
                this,
                EmailLimits.STANDARD));
    }

    /// What it says from now on to e-mail for this recipient.
    public FakeMail says(String to, Handed answer) {
        answers.put(to, answer);
        return this;
    }

    /// What it has taken, oldest first.
    public List<Email> taken() {
        return List.copyOf(taken);
    }

    /// How often something was handed to it.
    public int attempts() {
        return attempts;
    }

    @Override
    public void send(Email email, Consumer<Handed> whenDone) {
        attempts++;
        timeline.after(HANDING_OVER, "the mail server answers", () -> {
            Handed answer = answers.getOrDefault(email.to().getFirst(), new Handed.Taken());
            if (answer instanceof Handed.Taken) {
                taken.add(email);
            }
            whenDone.accept(answer);
        });
    }
}

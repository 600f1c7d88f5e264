package org.offhook.core.emails;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.Outcome.Refused;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.limits.Quotas;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.StoreException;
import org.offhook.core.web.Hook;
import org.offhook.core.web.HookUrl;

/// The door for e-mail. What it has accepted is durable and will be carried, also after a crash. Safe from any
/// thread; blocks for the store.
public final class EmailDesk implements EmailSender {

    private static final int BAD_TO = 14101;
    private static final int BAD_TEXT = 14103;
    private static final int BAD_CALLBACK = 14105;
    private static final int NO_SERVER = 21612;
    private static final int TOO_MANY = 21611;

    private final EmailTools tools;
    private final Quotas quotas;
    private final @Nullable Postman postman;
    private final AtomicLong refused = new AtomicLong();
    /// Every e-mail of the outbox, with the place that it takes.
    private final ConcurrentHashMap<Sid, Quotas.Ticket> outbox = new ConcurrentHashMap<>();

    public EmailDesk(EmailTools tools) {
        this.tools = tools;
        this.quotas = new Quotas(tools.clock());
        MailServer server = tools.server();
        this.postman = server == null ? null : new Postman(tools, server, this::gone);
    }

    /// @throws StoreException when it could not be stored; then it is not sent
    @Override
    public Outcome<Email> send(SendEmail command) {
        Postman carrier = postman;
        if (carrier == null) {
            return Outcome.refused(400, NO_SERVER, "No mail server is configured; set mail.server.");
        }
        Refused<Email> wrong = check(command);
        if (wrong != null) {
            return wrong;
        }
        Quotas.Ticket ticket = outbox.size() < tools.limits().waiting()
                ? quotas.take(command.account(), tools.limits().perAccount(), 0)
                : null;
        if (ticket == null) {
            refused.incrementAndGet();
            return Outcome.refused(429, TOO_MANY, "Too many e-mails wait to be sent; try again later.");
        }
        Email email = accepted(command);
        outbox.put(email.sid(), ticket);
        try {
            store(email);
        } catch (StoreException notStored) {
            gone(email.sid());
            throw notStored;
        }
        carrier.hand(email.sid());
        return Outcome.done(email);
    }

    /// Takes up, once at start, what a former process had accepted and not finished. Without a mail server it waits
    /// for one.
    public void recover() {
        Postman carrier = postman;
        if (carrier == null) {
            return;
        }
        for (Email email : tools.store().all(Email.KIND, Query.of(null)).reversed()) {
            Quotas.Ticket ticket = quotas.take(email.account(), 0, 0);
            if (ticket != null) {
                outbox.put(email.sid(), ticket);
                carrier.hand(email.sid());
            }
        }
    }

    /// How many are accepted and not yet taken by the server.
    public int waiting() {
        return outbox.size();
    }

    /// How many were refused because too many waited.
    public long refused() {
        return refused.get();
    }

    private void gone(Sid email) {
        Quotas.Ticket ticket = outbox.remove(email);
        if (ticket != null) {
            ticket.close();
        }
    }

    private Email accepted(SendEmail command) {
        return new Email(
                tools.sids().next(SidType.EMAIL),
                command.account(),
                command.about(),
                command.to(),
                command.title(),
                command.text(),
                command.replyTo(),
                command.statusCallback(),
                0,
                tools.clock().now());
    }

    private void store(Email email) {
        Happening queued = Happening.of(
                tools.clock().now(),
                EventType.EMAIL_QUEUED,
                "email",
                email.sid().value(),
                "to",
                String.join(", ", email.to()));
        StoreException.await(tools.log()
                .submit(email.account(), email.about(), List.of(Change.put(Email.KIND, email)), List.of(queued)));
    }

    private @Nullable Refused<Email> check(SendEmail command) {
        if (command.to().isEmpty() || command.to().size() > tools.limits().recipients()) {
            return wrong(
                    BAD_TO, "Email goes to 1 to " + tools.limits().recipients() + " addresses; write them into to.");
        }
        for (String address : command.to()) {
            if (MailAddress.parse(address).isEmpty()) {
                return wrong(BAD_TO, shown(address) + " is not an e-mail address such as ada@app.example.");
            }
        }
        String replyTo = command.replyTo();
        if (replyTo != null && MailAddress.parse(replyTo).isEmpty()) {
            return wrong(BAD_TO, "replyTo " + shown(replyTo) + " is not an e-mail address such as ada@app.example.");
        }
        if (command.text().isEmpty()) {
            return wrong(BAD_TEXT, "Email has no text; nothing is sent.");
        }
        // A line end would begin a header of the writer's own.
        if (command.title().length() > tools.limits().title()
                || command.title().chars().anyMatch(Character::isISOControl)) {
            return wrong(
                    BAD_TEXT,
                    "The subject is one line of at most " + tools.limits().title() + " characters.");
        }
        Hook callback = command.statusCallback();
        return callback == null || HookUrl.isValid(callback.url())
                ? null
                : wrong(BAD_CALLBACK, "The statusCallback " + callback.url() + " is not a URL.");
    }

    /// What was written, for one line of text.
    private static String shown(String text) {
        String brief = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return "\"" + brief.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private static Refused<Email> wrong(int code, String message) {
        return new Refused<>(400, code, message);
    }
}

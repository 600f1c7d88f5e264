package org.offhook.core.messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.EmailSender;
import org.offhook.core.emails.EmailWish;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.twiml.CallWish;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Document;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Urls;
import org.offhook.protocols.twiml.Element;

/// Carries out what an application answers to one message: replies, within their limits, and calls.
final class Replies {

    private static final int BAD_TO = 14101;
    private static final int BAD_FROM = 14102;
    private static final int BAD_BODY = 14103;
    private static final int BAD_METHOD = 14104;
    private static final int BAD_CALLBACK = 14105;
    private static final int LOOP = 14107;
    private static final int NO_TIME = 12200;
    private static final int TOO_MANY = 14109;
    private static final int NOT_A_REPLY = 14110;

    private final MessageLimits limits;
    private final ReplyGuard guard;
    private final MessageSender sender;
    private final CallOrders calls;
    private final EmailSender emails;
    private final MessageJournal journal;
    private int replies;

    Replies(
            MessageLimits limits,
            ReplyGuard guard,
            MessageSender sender,
            CallOrders calls,
            EmailSender emails,
            MessageJournal journal) {
        this.limits = limits;
        this.guard = guard;
        this.sender = sender;
        this.calls = calls;
        this.emails = emails;
        this.journal = journal;
    }

    /// A text answer is the reply.
    void say(String text) {
        if (!text.isBlank()) {
            send(null, null, text.strip(), List.of(), null);
        }
    }

    /// A medium as the answer is the reply (MSG-1).
    void show(String url) {
        send(null, null, "", List.of(url), null);
    }

    /// @return what is to be asked next, or null
    @Nullable
    Hook carryOut(Document document) {
        List<Complaint> complaints = new ArrayList<>();
        Hook next = null;
        for (Element element : document.root().elements()) {
            Reading reading = new Reading(element, complaints);
            switch (element.name()) {
                case "Message", "Sms", "sms" -> reply(reading, document);
                case CallWish.NAME -> callLater(reading);
                case EmailWish.NAME, EmailWish.FIRST_NAME -> email(reading, document);
                case "Redirect" -> next = redirect(reading, document);
                default ->
                    reading.complain(
                            NOT_A_REPLY, element.name() + " cannot be used in answer to a message; it was ignored.");
            }
            if (next != null) {
                break;
            }
        }
        complaints.forEach(complaint -> journal.warn(complaint.code(), complaint.message()));
        return next;
    }

    /// Who wrote is called, from the number that was written to, unless told otherwise.
    private void callLater(Reading element) {
        CallWish wish = CallWish.read(element);
        element.finish();
        if (wish == null) {
            return;
        }
        Instant when = wish.due(journal.now());
        if (when == null) {
            journal.warn(NO_TIME, "The time of CallAtTime is past, or more than 35 days away; nobody is called.");
            return;
        }
        Message incoming = journal.message();
        Outcome<Sid> ordered = calls.order(
                incoming.account(),
                wish.from() == null ? incoming.to() : wish.from(),
                wish.to() == null ? incoming.from() : wish.to(),
                wish.document(),
                when);
        if (ordered instanceof Outcome.Refused<Sid>(int _, int code, String message)) {
            journal.warn(code, message);
        }
    }

    /// Counts as a reply. Its `action`, too, is told of its fate.
    private void email(Reading element, Document document) {
        EmailWish wish = EmailWish.read(element);
        element.finish();
        if (!mayReply()) {
            return;
        }
        Hook told = wish.statusCallback() == null ? wish.action() : wish.statusCallback();
        Hook callback = told == null ? null : new Hook(absolute(told.url(), document), told.method());
        Message incoming = journal.message();
        journal.durable();
        if (emails.send(wish.command(incoming.account(), incoming.sid(), callback))
                instanceof Outcome.Refused<Email>(int _, int code, String message)) {
            journal.warn(code, message);
        }
    }

    private static @Nullable Hook redirect(Reading element, Document document) {
        String method = element.method("method", BAD_METHOD);
        element.finish();
        return element.body().isEmpty() ? document.source() : new Hook(element.body(), method);
    }

    private void reply(Reading element, Document document) {
        StringBuilder body = new StringBuilder(element.body());
        List<String> media = new ArrayList<>();
        for (Element inner : element.element().elements()) {
            switch (inner.name()) {
                case "Body" -> body.append(inner.text());
                case "Media" -> media.add(absolute(inner.text(), document));
                default -> element.complain(12200, inner.name() + " inside " + element.name() + " was ignored.");
            }
        }
        String method = element.method("method", BAD_METHOD);
        String callback = element.text("statusCallback");
        String action = element.text("action");
        String to = element.text(element.name().equals("sms") ? "address" : "to");
        String from = element.text("from");
        element.finish();
        // The documents disagree about which of the two it is; both are told of the reply's fate (contract §15).
        String told = callback == null ? action : callback;
        Hook hook = told == null || told.isBlank() ? null : new Hook(absolute(told, document), method);
        send(from, to, body.toString(), media, hook);
    }

    private static String absolute(String url, Document document) {
        Hook source = document.source();
        return Objects.requireNonNullElse(Urls.resolve(source == null ? null : source.url(), url), url);
    }

    private void send(
            @Nullable String from, @Nullable String to, String body, List<String> media, @Nullable Hook callback) {
        if (!mayReply()) {
            return;
        }
        Message incoming = journal.message();
        SendMessage command = new SendMessage(
                incoming.account(),
                from == null ? incoming.to() : from,
                to == null ? incoming.from() : to,
                body,
                media,
                Direction.OUTBOUND_REPLY,
                callback);
        if (!guard.admits(command.from(), command.to())) {
            journal.error(
                    LOOP,
                    "More than " + limits.loopReplies() + " replies from " + command.from() + " to " + command.to()
                            + " within " + limits.loopWindow().toSeconds() + " s; this one was not sent.");
            return;
        }
        if (sender.send(command) instanceof Outcome.Refused<Message>(int _, int code, String message)) {
            journal.warn(inDocument(code), message);
        }
    }

    /// One more reply; too many are told of once.
    private boolean mayReply() {
        if (++replies == limits.replies() + 1) {
            journal.warn(TOO_MANY, "More than " + limits.replies() + " replies to one message; the rest was not sent.");
        }
        return replies <= limits.replies();
    }

    /// The code that a refusal has when the message stood in a document.
    private static int inDocument(int code) {
        return switch (code) {
            case 21604, 21211 -> BAD_TO;
            case 21603, 21212, 21606 -> BAD_FROM;
            case 21602, 21617, 21620, 21623 -> BAD_BODY;
            case 21609 -> BAD_CALLBACK;
            default -> code;
        };
    }
}

package org.offhook.core.messages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.messages.services.Services;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.script.Mailbox;
import org.offhook.core.tenancy.Account;
import org.offhook.core.twiml.Document;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Ask;
import org.offhook.core.webhooks.Exchange;
import org.offhook.core.webhooks.MailboxExchange;
import org.offhook.core.webhooks.Parameters;

/// Asks the application what to do with a message that came in, and does it (contract §15, MSG-1).
final class Reception {

    private static final int TOO_MANY_DOCUMENTS = 14106;

    private final MessageTools tools;
    private final Visits visits;
    private final ReplyGuard guard;
    private final MessageSender sender;

    Reception(MessageTools tools, MessageSender sender) {
        this.tools = tools;
        this.visits = new Visits(tools);
        this.guard = new ReplyGuard(tools.clock(), tools.limits());
        this.sender = sender;
    }

    /// After a crash in the middle of it, the application is asked again.
    void receive(MessageJournal journal, Mailbox<CourierSignal> mailbox) {
        Message message = journal.message();
        journal.received();
        journal.durable();
        Optional<Account> account = tools.store().find(Account.KIND, message.account());
        Optional<PhoneNumber> number =
                tools.numbers().textsAt(message.to()).filter(n -> n.account().equals(message.account()));
        MessagingService service = number.flatMap(new Services(tools.store())::of)
                .filter(found -> found.inbound() != null)
                .orElse(null);
        Hook hook = service == null ? number.map(PhoneNumber::message).orElse(null) : service.inbound();
        if (account.isPresent() && account.get().status() == Account.Status.ACTIVE && hook != null) {
            Hook fallback = service == null ? number.get().messageFallback() : service.fallback();
            converse(account.get(), hook, fallback, journal, mailbox);
        }
        journal.settle(Status.RECEIVED);
        journal.durable();
    }

    private void converse(
            Account account,
            Hook first,
            @Nullable Hook fallback,
            MessageJournal journal,
            Mailbox<CourierSignal> mailbox) {
        Message message = journal.message();
        Exchange exchange = new MailboxExchange(tools.web(), CourierSignal.forWeb(mailbox));
        Parameters parameters = MessageParameters.inbound(message, tools.geography());
        Visits.Open visit = visits.open(message);
        Replies replies = new Replies(tools.limits(), guard, sender, tools.calls(), tools.emails(), journal);
        Hook next = first;
        String base = null;
        for (int documents = 0; next != null; documents++) {
            if (documents == tools.limits().documents()) {
                journal.warn(
                        TOO_MANY_DOCUMENTS,
                        "More than " + tools.limits().documents() + " documents were asked for; the rest is ignored.");
                break;
            }
            Ask ask = new Ask(account, next, base, fallback, parameters, visit.jar());
            next = null;
            switch (tools.application().ask(ask, exchange, journal)) {
                case Answer.Instructions(Document document) -> {
                    Hook source = document.source();
                    base = source == null ? base : source.url();
                    next = replies.carryOut(document);
                }
                case Answer.Words(String text) -> replies.say(text);
                case Answer.Sound sound -> replies.show(sound.url());
                case Answer.Nothing _ -> {}
            }
        }
        visits.close(visit, message).ifPresent(journal::change);
    }
}

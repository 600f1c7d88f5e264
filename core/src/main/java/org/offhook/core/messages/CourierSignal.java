package org.offhook.core.messages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.messages.MessageGateway.Handed;
import org.offhook.core.script.Mailbox;
import org.offhook.core.webhooks.MailboxExchange;

/// What a courier waits for.
sealed interface CourierSignal {

    /// The application answered.
    record Web(MailboxExchange.Reply reply) implements CourierSignal {}

    /// A gateway took a message, or not.
    ///
    /// @param message as it was handed over: an answer that comes too late is told from the next one
    record Gateway(Message message, Handed handed) implements CourierSignal {}

    /// The mailbox as [MailboxExchange] wants it. What a gateway says meanwhile is about a message that was
    /// given up.
    static Mailbox<MailboxExchange.Reply> forWeb(Mailbox<CourierSignal> mailbox) {
        return new Mailbox<>() {
            @Override
            public boolean put(MailboxExchange.Reply reply) {
                return mailbox.put(new Web(reply));
            }

            @Override
            public MailboxExchange.@Nullable Reply take(Duration patience) {
                while (true) {
                    switch (mailbox.take(patience)) {
                        case null -> {
                            return null;
                        }
                        case Web(var reply) -> {
                            return reply;
                        }
                        case Gateway _ -> {}
                    }
                }
            }
        };
    }
}

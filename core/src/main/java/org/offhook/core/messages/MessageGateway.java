package org.offhook.core.messages;

import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;

/// A way to and from numbers that are not on the platform, such as a carrier's SMPP or HTTP interface. Safe
/// from any thread; never blocks.
public interface MessageGateway {

    /// As the configuration names it.
    String name();

    /// Whether it carries messages to this number.
    boolean reaches(String to);

    /// Hands a message over; `whenDone` is called once.
    ///
    /// The message is durable and marked as being sent. After a crash it is not handed over again, because
    /// nobody knows whether it was.
    void send(Message message, Consumer<Handed> whenDone);

    /// Begins to tell what comes in.
    void start(Listener listener);

    sealed interface Handed {

        /// The carrier has it; a [Receipt] may follow.
        record Sent() implements Handed {}

        /// @param code contract §24, delivery: 30003, 30005, 30007, 30008, …
        record Refused(int code, String reason) implements Handed {}
    }

    /// What became of a message that was sent.
    sealed interface Receipt {
        record Delivered() implements Receipt {}

        /// @param code contract §24, delivery
        record Undelivered(int code, String reason) implements Receipt {}
    }

    /// The platform, as gateways see it. Blocks for the store.
    interface Listener {

        /// A message came in. It is durable when this returns [Outcome.Done]; acknowledge it only then.
        Outcome<Message> received(String from, String to, String body, List<String> media);

        /// A receipt came; one about nothing that was sent is ignored.
        void reported(Sid message, Receipt receipt);
    }
}

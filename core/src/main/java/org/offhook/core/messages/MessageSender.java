package org.offhook.core.messages;

import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;

/// The way out for messages of a document (the verbs Message and Sms). Safe from any thread.
@FunctionalInterface
public interface MessageSender {

    /// @return the message once it is durable, or why it is not sent
    Outcome<Message> send(SendMessage message);

    /// Cancels a message that waits for its time.
    default Outcome<Message> cancel(Sid message) {
        return Outcome.refused(400, 20422, "Only a scheduled message can be canceled");
    }
}

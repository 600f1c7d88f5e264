package org.offhook.core.messages;

import org.offhook.core.Outcome;

/// The way out for messages of a document (the verbs Message and Sms). Safe from any thread.
@FunctionalInterface
public interface MessageSender {

    /// @return the message once it is durable, or why it is not sent
    Outcome<Message> send(SendMessage message);
}

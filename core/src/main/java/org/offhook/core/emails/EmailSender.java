package org.offhook.core.emails;

import org.offhook.core.Outcome;

/// The way out for e-mail of a document. Safe from any thread; blocks for the store.
@FunctionalInterface
public interface EmailSender {

    /// @return the e-mail once it is durable, or why it is not sent
    Outcome<Email> send(SendEmail command);
}

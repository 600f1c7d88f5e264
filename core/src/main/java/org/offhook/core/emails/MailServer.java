package org.offhook.core.emails;

import java.util.function.Consumer;

/// The way to a mail server. Safe from any thread; never blocks.
public interface MailServer {

    /// Hands an e-mail over; `whenDone` is called once. The same e-mail may come again, when nobody knows whether
    /// the server has it, and is then to be told from another one by the receiver: by its Message-ID, which is made
    /// of its Sid.
    void send(Email email, Consumer<Handed> whenDone);

    sealed interface Handed {

        /// The server is responsible for it now (RFC 5321 §6.1).
        record Taken() implements Handed {}

        /// Not now: nobody is there, or the server asks for patience (4xx).
        record Later(String reason) implements Handed {}

        /// Never (5xx).
        ///
        /// @param code contract §24, delivery: 30005 for a recipient, 30007 for the e-mail
        record Refused(int code, String reason) implements Handed {}
    }
}

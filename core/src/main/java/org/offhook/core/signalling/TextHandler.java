package org.offhook.core.signalling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes messages that come in by SIP. Called on the signalling loop: must not block.
@FunctionalInterface
public interface TextHandler {

    /// Takes none.
    TextHandler NOBODY = _ -> CompletableFuture.completedFuture(403);

    /// How a sender has to prove who it is.
    enum Proof {
        /// As the user that From names, by digest.
        SENDER,
        /// As a user of the domain that is written to, by digest, whatever From says.
        DOMAIN,
        /// It need not, or has done so: it is known.
        NONE,
        /// It may not write here, whoever it is.
        REFUSED
    }

    /// What the sender of a message outside of calls has to prove. Asked again when it has proved something.
    default Proof proof(IncomingText text) {
        return text.user() == null ? Proof.SENDER : Proof.NONE;
    }

    /// Takes a message whose sender is known.
    ///
    /// @return the status of the answer: 200 once the message is durable, or a refusal
    CompletionStage<Integer> received(IncomingText text);
}

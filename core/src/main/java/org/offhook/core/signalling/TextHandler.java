package org.offhook.core.signalling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes messages that come in by SIP. Called on the signalling loop: must not block.
@FunctionalInterface
public interface TextHandler {

    /// Takes none.
    TextHandler NOBODY = _ -> CompletableFuture.completedFuture(403);

    /// @return the status of the answer: 200 once the message is durable, or a refusal
    CompletionStage<Integer> received(IncomingText text);
}

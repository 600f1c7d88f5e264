package org.offhook.core.signalling.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.protocols.sip.event.Publish;
import org.offhook.protocols.sip.event.Published;

/// Takes the states that users publish about themselves (RFC 3903). Called on the signalling loop: must not block.
@FunctionalInterface
public interface Publications {

    /// Takes none.
    Publications NOBODY = (_, _, _) -> CompletableFuture.completedFuture(new Published.Refused(403, 0));

    /// Carries out a PUBLISH of the user of this address. The stage completes, on any thread, when the change is
    /// durable; exceptionally when it could not be stored.
    ///
    /// @param tag one that was never used before
    CompletionStage<Published> publish(Watched address, Publish publish, String tag);
}

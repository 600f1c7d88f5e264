package org.offhook.core.signalling;

import java.util.function.IntConsumer;

/// Where messages leave by SIP. Safe from any thread; never blocks.
@FunctionalInterface
public interface Texting {

    /// Sends a MESSAGE.
    ///
    /// @param whenDone called once, on the signalling loop, with the final status: 200–699; 403 when no address
    ///                 of the host is one that the order admits, 408 when nobody answered, 503 when it could not
    ///                 be sent
    void send(OutgoingText text, IntConsumer whenDone);
}

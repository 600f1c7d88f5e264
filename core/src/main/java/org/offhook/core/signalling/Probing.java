package org.offhook.core.signalling;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.DestinationPolicy;

/// Asks whether somebody is there. Safe from any thread; never blocks.
@FunctionalInterface
public interface Probing {

    /// Sends OPTIONS (RFC 3261 §11) outside of a dialog.
    ///
    /// @param uri          `sip:host:port`
    /// @param destinations addresses that it may go to; null for any
    /// @param answer       gets the status of the answer; 408 when there was none, 503 when it could not be sent
    void probe(String uri, @Nullable DestinationPolicy destinations, IntConsumer answer);
}

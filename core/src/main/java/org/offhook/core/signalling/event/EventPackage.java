package org.offhook.core.signalling.event;

import java.time.Duration;

/// An event package (RFC 6665 §5): a kind of state that addresses have. Asked on the signalling loop, so it must
/// not block.
public interface EventPackage {

    /// Its name in Event and Allow-Events.
    String name();

    /// The media type of its documents.
    String contentType();

    /// The least time between two NOTIFYs about changes.
    Duration pace();

    /// Whether a user may watch an address of its account.
    default boolean admits(Watched who, Watched address) {
        return true;
    }

    /// The whole state as it is now. Of two states that are the same, the documents with the same version are.
    ///
    /// @param entity  the URI that was subscribed to, without parameters
    /// @param version 0 in the first document of a subscription, one more in each
    String document(Watched address, String entity, int version);
}

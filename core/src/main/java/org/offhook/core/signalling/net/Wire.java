package org.offhook.core.signalling.net;

/// Where a signalling shard puts what it sends. Called on the shard's loop; must not block.
@FunctionalInterface
public interface Wire {

    /// Sends a message. A stream that cannot be opened or has gone is told later, by
    /// [org.offhook.core.signalling.loop.SignallingShard#failed]; a lost datagram is nobody's news.
    ///
    /// @param bytes one whole message; nobody changes them afterwards
    void send(Flow flow, byte[] bytes);
}

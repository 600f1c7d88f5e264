package org.offhook.media.net;

import java.util.Optional;

/// The sockets of one shard.
public interface Sockets {

    /// Takes a pair of ports, RTP on an even one and RTCP on the next. Safe from any thread; does not block.
    ///
    /// @return nothing when the range of ports is used up
    Optional<LegSocket> reserve();

    /// Tells the listener of every socket that has a packet, until none has, or long enough for one drain. Only
    /// the shard calls this.
    void poll();
}

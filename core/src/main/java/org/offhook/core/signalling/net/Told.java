package org.offhook.core.signalling.net;

import org.jspecify.annotations.Nullable;

/// By which of our addresses others reach us: behind a NAT, or with several networks, not all by the same. Asked on
/// the signalling loop, so it must not block.
@FunctionalInterface
public interface Told {

    /// Everybody is told the usual address.
    Told USUAL = _ -> null;

    /// @param peer where a message goes, an IP literal without brackets
    /// @return an IP literal without brackets; null for the usual one
    @Nullable
    String to(String peer);
}

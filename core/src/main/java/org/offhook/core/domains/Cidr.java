package org.offhook.core.domains;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A block of addresses: those that agree with `network` in the first `bits`.
///
/// @param network 4 or 16 bytes
/// @param bits    0 to 32, or to 128
record Cidr(InetAddress network, int bits) {

    /// Reads an address literal; null when it is none, or the prefix is longer than the address.
    static @Nullable Cidr of(@Nullable String address, int bits) {
        InetAddress network = literal(address);
        return network == null || bits < 0 || bits > network.getAddress().length * 8 ? null : new Cidr(network, bits);
    }

    /// An address literal, or null when it is none.
    static @Nullable InetAddress literal(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    boolean holds(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((ours[i >> 3] & mask) != (theirs[i >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}

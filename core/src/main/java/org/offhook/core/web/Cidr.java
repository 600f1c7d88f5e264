package org.offhook.core.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A block of addresses: those that agree with `network` in the first `bits`.
///
/// @param network 4 or 16 bytes
/// @param bits    0 to 32, or to 128
public record Cidr(InetAddress network, int bits) {

    /// Reads an address literal; null when it is none, or the prefix is longer than the address.
    public static @Nullable Cidr of(@Nullable String address, int bits) {
        InetAddress network = literal(address);
        return network == null || bits < 0 || bits > network.getAddress().length * 8 ? null : new Cidr(network, bits);
    }

    /// Reads `10.0.0.0/8` or `2001:db8::/32`; null when it is neither.
    public static @Nullable Cidr parse(String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        return slash < 0 || !length.matches("\\d{1,3}") ? null : of(text.substring(0, slash), Integer.parseInt(length));
    }

    /// An address literal, or null when it is none.
    public static @Nullable InetAddress literal(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    public boolean holds(InetAddress address) {
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

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}

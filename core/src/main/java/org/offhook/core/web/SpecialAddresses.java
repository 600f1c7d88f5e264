package org.offhook.core.web;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Which addresses lie in the public internet: everything but the IANA special-purpose registries (RFC 6890,
/// RFC 8190) and the cloud metadata services that hide among public addresses.
final class SpecialAddresses {

    private static final HexFormat HEX = HexFormat.of();
    private static final int V4 = 4;

    private static final List<Block> SPECIAL_V4 = List.of(
            v4("00000000", 8), // "this network", RFC 1122
            v4("0a000000", 8), // private, RFC 1918
            v4("64400000", 10), // shared by a carrier's customers, RFC 6598
            v4("7f000000", 8), // loopback
            v4("a83f8110", 32), // 168.63.129.16, metadata service of a large cloud
            v4("a9fe0000", 16), // link-local, RFC 3927; metadata at 169.254.169.254
            v4("ac100000", 12), // private
            v4("c0000000", 24), // IETF protocol assignments, RFC 6890; metadata at 192.0.0.192
            v4("c0000200", 24), // documentation, RFC 5737
            v4("c0586300", 24), // 6to4 relays, RFC 7526
            v4("c0a80000", 16), // private
            v4("c6120000", 15), // benchmarks, RFC 2544
            v4("c6336400", 24), // documentation
            v4("cb007100", 24), // documentation
            v4("e0000000", 4), // multicast
            v4("f0000000", 4)); // reserved, and the broadcast address

    /// Only 2000::/3 is public at all; these parts of it are not.
    private static final List<Block> SPECIAL_V6 = List.of(
            v6("2001000000000000", 23), // protocol assignments, Teredo among them
            v6("20010db800000000", 32), // documentation
            v6("3fff000000000000", 20)); // documentation, RFC 9637

    private static final Block PUBLIC_V6 = v6("2000000000000000", 3);
    private static final Block SIX_TO_FOUR = v6("2002000000000000", 16);
    private static final Block NAT64 = v6("0064ff9b00000000", 96);
    private static final Block MAPPED = new Block(HEX.parseHex("00000000000000000000ffff00000000"), 96);

    private SpecialAddresses() {}

    /// @param address 4 or 16 bytes
    static boolean isPublic(byte[] address) {
        if (address.length == V4) {
            return SPECIAL_V4.stream().noneMatch(block -> block.holds(address));
        }
        if (NAT64.holds(address) || MAPPED.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, 2, 6));
        }
        return PUBLIC_V6.holds(address) && SPECIAL_V6.stream().noneMatch(block -> block.holds(address));
    }

    private static Block v4(String hex, int bits) {
        return new Block(HEX.parseHex(hex), bits);
    }

    private static Block v6(String firstHalf, int bits) {
        return new Block(Arrays.copyOf(HEX.parseHex(firstHalf), 16), bits);
    }

    private record Block(byte[] prefix, int bits) {

        boolean holds(byte[] address) {
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if ((prefix[i >> 3] & mask) != (address[i >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}

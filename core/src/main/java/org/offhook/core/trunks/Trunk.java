package org.offhook.core.trunks;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;

/// A SIP connection to a carrier.
///
/// @param name        for logs and events
/// @param uri         `sip:host:port;transport=…`: where calls to numbers are sent
/// @param credentials for its challenges, or null
/// @param prefixes    beginnings of the numbers that it takes, with `+`; empty for all
/// @param price       of a minute; the cheaper one is tried first
/// @param channels    calls it takes at a time; 0 for any number
/// @param prepend     stands in front of the digits of a number, such as `+` or `00`
public record Trunk(
        String name,
        String uri,
        @Nullable Credentials credentials,
        List<String> prefixes,
        BigDecimal price,
        int channels,
        String prepend) {

    public Trunk {
        prefixes = List.copyOf(prefixes);
    }

    /// One that takes every number as it is.
    public Trunk(String name, String uri, @Nullable Credentials credentials) {
        this(name, uri, credentials, List.of(), BigDecimal.ZERO, 0, "+");
    }

    /// How long the prefix is by which it takes the number; -1 when it does not.
    int prefix(String e164) {
        return prefixes.isEmpty()
                ? 0
                : prefixes.stream()
                        .filter(e164::startsWith)
                        .mapToInt(String::length)
                        .max()
                        .orElse(-1);
    }

    /// The number as this carrier wants it.
    String written(String e164) {
        return prepend + e164.substring(1);
    }
}

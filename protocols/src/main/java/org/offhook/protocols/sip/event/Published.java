package org.offhook.protocols.sip.event;

import java.util.List;

/// What became of a PUBLISH.
public sealed interface Published {

    /// @param left    the publications of the address as they are now
    /// @param tag     SIP-ETag, another one after each PUBLISH
    /// @param expires seconds that were granted
    record Accepted(List<Publication> left, String tag, long expires) implements Published {}

    /// Nothing changed.
    ///
    /// @param minExpires for the Min-Expires field of a 423, else 0
    record Refused(int status, long minExpires) implements Published {}
}

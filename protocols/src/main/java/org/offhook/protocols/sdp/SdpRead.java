package org.offhook.protocols.sdp;

/// What came of reading text as a session description.
public sealed interface SdpRead {
    record Parsed(SessionDescription description) implements SdpRead {}

    /// @param line number of the offending line, from 1
    /// @param reason what is wrong, for a log or a Warning header; holds nothing of the text itself
    record Malformed(int line, String reason) implements SdpRead {}
}

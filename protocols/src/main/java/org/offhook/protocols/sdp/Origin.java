package org.offhook.protocols.sdp;

/// The `o=` line. Session id and version are digits of any length (RFC 8866 §5.2), so they stay text.
public record Origin(String user, String sessionId, String version, String addressType, String address) {

    /// An origin of ours. The version must rise by one with every changed description (RFC 3264 §8).
    public static Origin ours(long sessionId, long version, String host) {
        return new Origin("-", Long.toString(sessionId), Long.toString(version), Connection.typeOf(host), host);
    }
}

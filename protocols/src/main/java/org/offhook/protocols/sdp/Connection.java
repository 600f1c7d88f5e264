package org.offhook.protocols.sdp;

/// The `c=` line: where media is to be sent.
///
/// @param type `IP4` or `IP6`
/// @param address an address literal or a host name, without a TTL or count
public record Connection(String type, String address) {

    public static Connection to(String host) {
        return new Connection(typeOf(host), host);
    }

    /// The old way to say hold (RFC 2543): media must not be sent to this address.
    public boolean isUnspecified() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    static String typeOf(String host) {
        return host.indexOf(':') >= 0 ? "IP6" : "IP4";
    }
}

package org.offhook.testkit.network;

/// Where packets go.
///
/// @param host an IP literal; nothing else is resolved in here
public record Address(String host, int port) {

    /// @param text `host:port`
    public static Address of(String text) {
        int colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

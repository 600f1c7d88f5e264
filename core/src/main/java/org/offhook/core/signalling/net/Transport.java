package org.offhook.core.signalling.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What carries SIP.
public enum Transport {
    UDP(false, 5060),
    TCP(true, 5060),
    TLS(true, 5061),
    WS(true, 80),
    WSS(true, 443);

    private final boolean reliable;
    private final int port;
    private final String parameter;

    Transport(boolean reliable, int port) {
        this.reliable = reliable;
        this.port = port;
        this.parameter = name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing is lost on the way, so that nothing has to be sent again.
    public boolean isReliable() {
        return reliable;
    }

    /// Whether the other end shows who it is and nobody on the way can read.
    public boolean isSecure() {
        return this == TLS || this == WSS;
    }

    /// The port when a URI names none.
    public int defaultPort() {
        return port;
    }

    /// As it stands in a Via field.
    public String viaToken() {
        return name();
    }

    /// As it stands in the `transport` parameter of a URI.
    public String parameter() {
        return parameter;
    }

    /// The transport of this name in any case; null when it is none of these.
    public static @Nullable Transport of(String name) {
        for (Transport transport : values()) {
            if (transport.parameter.equalsIgnoreCase(name)) {
                return transport;
            }
        }
        return null;
    }
}

package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Another program has the port. The message is for people and says what to do.
public final class PortInUseException extends IOException {

    PortInUseException(InetSocketAddress address, IOException cause) {
        super(
                "port " + address.getPort()
                        + " is in use: stop the other program or choose another with --sip HOST:PORT",
                cause);
    }
}

package org.offhook.adapters.sipnet;

import java.io.IOException;

/// Another program has the port. The message is for people and says what to do.
public final class PortInUseException extends IOException {

    PortInUseException(int port, IOException cause) {
        super("port " + port + " is in use: stop the other program or choose another with --sip HOST:PORT", cause);
    }
}

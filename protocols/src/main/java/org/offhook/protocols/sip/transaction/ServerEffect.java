package org.offhook.protocols.sip.transaction;

/// What a server transaction wants done.
public sealed interface ServerEffect {

    /// Send these bytes to where the request came from.
    record Transmit(byte[] bytes) implements ServerEffect {}

    /// Tell the user that its response did not get through.
    record Failed(Failure cause) implements ServerEffect {}
}

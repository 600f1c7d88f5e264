package org.offhook.protocols.sip.transaction;

import org.offhook.protocols.sip.SipResponse;

/// What a client transaction wants done.
public sealed interface ClientEffect {

    /// Send these bytes to where the request goes.
    record Transmit(byte[] bytes) implements ClientEffect {}

    /// Send the ACK that belongs to this refusal (RFC 3261 §17.1.1.3) where the request went.
    record Acknowledge(SipResponse response) implements ClientEffect {}

    /// Hand the response to the user.
    record Deliver(SipResponse response) implements ClientEffect {}

    /// Tell the user that there will be no final response.
    record Failed(Failure cause) implements ClientEffect {}
}

package org.offhook.protocols.sip.transaction;

import org.offhook.protocols.sip.SipResponse;

/// What can happen to a client transaction.
public sealed interface ClientInput {

    /// A response came.
    record Received(SipResponse response) implements ClientInput {}

    /// Time passed; the deadline may have come.
    record Tick() implements ClientInput {}

    /// The transport could not send.
    record TransportFailed() implements ClientInput {}

    /// Whoever sent an INVITE no longer waits for it: it is not repeated, but its answer may be on its way.
    record GivenUp() implements ClientInput {}
}

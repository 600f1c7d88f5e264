package org.offhook.protocols.sip.transaction;

/// What can happen to a server transaction.
public sealed interface ServerInput {

    /// The request of the transaction came again.
    record Repeated() implements ServerInput {}

    /// The ACK for a refusal of the INVITE came.
    record Acknowledged() implements ServerInput {}

    /// The user answers.
    ///
    /// @param status 100 to 699
    /// @param bytes the response as it goes out
    record Respond(int status, byte[] bytes) implements ServerInput {}

    /// Time passed; the deadline may have come.
    record Tick() implements ServerInput {}

    /// The transport could not send.
    record TransportFailed() implements ServerInput {}
}

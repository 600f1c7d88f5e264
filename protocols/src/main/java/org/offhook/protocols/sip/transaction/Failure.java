package org.offhook.protocols.sip.transaction;

/// Why a transaction ended without its end.
public enum Failure {
    /// The other side did not react in time.
    TIMEOUT,
    /// The transport could not send.
    TRANSPORT
}

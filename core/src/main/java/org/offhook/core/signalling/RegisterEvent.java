package org.offhook.core.signalling;

import java.time.Duration;

/// What becomes of a registration of ours. [Refused] or [Removed] is the last.
public sealed interface RegisterEvent {

    /// The registrar knows us; told again after each refresh.
    ///
    /// @param lifetime what it granted
    record Registered(Duration lifetime) implements RegisterEvent {}

    /// We are not registered, or not any more.
    ///
    /// @param status 300–699; 408 when nobody answered; 503 when nothing could be sent
    record Refused(int status, String reason) implements RegisterEvent {}

    /// The registrar has forgotten us, as we wished; or it did not answer, and will forget us by itself.
    record Removed() implements RegisterEvent {}
}

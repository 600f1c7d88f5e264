package org.offhook.core.signalling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What it takes to be reachable through somebody else's registrar.
///
/// @param registrar   the Request-URI: the domain, `sip:example.com`
/// @param route       where to send it when that is not what the registrar's URI says; or null
/// @param address     the address of record, `sip:alice@example.com`
/// @param lifetime    how long the binding is asked for at a time; the registrar may grant another time
/// @param credentials for its challenge, or null
public record OutgoingRegister(
        String registrar,
        @Nullable String route,
        String address,
        Duration lifetime,
        OutgoingInvite.@Nullable Credentials credentials) {}

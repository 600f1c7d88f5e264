package org.offhook.core.siprec;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;

/// A recording server that the operator has configured.
///
/// @param name        by which documents call it (`connectorName`)
/// @param uri         `sip:…`
/// @param credentials for its challenges, or null
public record Connector(String name, String uri, @Nullable Credentials credentials) {}

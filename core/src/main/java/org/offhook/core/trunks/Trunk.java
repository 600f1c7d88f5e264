package org.offhook.core.trunks;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;

/// A SIP connection to a carrier or a PBX.
///
/// @param name        for logs and events
/// @param uri         `sip:host:port;transport=…`: where calls to numbers are sent
/// @param credentials for its challenges, or null
public record Trunk(String name, String uri, @Nullable Credentials credentials) {}

package org.offhook.protocols.sip.event;

import org.jspecify.annotations.Nullable;

/// What a PUBLISH asks for.
///
/// @param match   SIP-If-Match: the publication that it is about; null for a new one
/// @param state   null: the state stays
/// @param expires seconds, 0 to remove it, or [org.offhook.protocols.sip.SipMessage#ABSENT]
public record Publish(@Nullable String match, @Nullable Presence state, long expires) {}

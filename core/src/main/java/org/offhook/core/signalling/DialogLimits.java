package org.offhook.core.signalling;

import java.time.Duration;

/// How long a dialog may be silent, and what one may hold.
///
/// @param session how long a session lasts without a refresh, as it is asked for; the other side may want less
///                (RFC 4028)
/// @param sessionLeast the least that the other side may want, 90 s or more; less is answered 422
/// @param earlyDialogs of one INVITE that forks; responses of further ones are not taken notice of
/// @param provisionals that wait until the one before was acknowledged (RFC 3262); what is more is left out
public record DialogLimits(Duration session, Duration sessionLeast, int earlyDialogs, int provisionals) {

    public static final DialogLimits STANDARD = new DialogLimits(Duration.ofMinutes(30), Duration.ofSeconds(90), 16, 8);
}

package org.offhook.core.calls.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.trunks.Routes;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;

/// What a call that comes in reaches, and who answers there.
///
/// @param account  whose it is
/// @param called   as the application is to see it
/// @param number   the number's Sid, or null
/// @param voice    answers it; null when nobody was set up
/// @param named    whether the application is told the caller's display name
/// @param sip      what it adds to every request
record Door(
        Sid account,
        String called,
        @Nullable Sid number,
        @Nullable Hook voice,
        @Nullable Hook voiceFallback,
        @Nullable Hook statusCallback,
        boolean named,
        Parameters sip) {

    /// What an INVITE reaches; nothing when that is nobody's.
    static Optional<Door> of(IncomingInvite invite, Routes routes) {
        String user = Parties.user(invite.target());
        return Uri.parse(invite.target()) instanceof SipUri uri
                ? routes.domain(uri.host())
                        .map(domain -> of(domain, user))
                        .or(() -> routes.numberOf(user).map(Door::of))
                : routes.numberOf(user).map(Door::of);
    }

    private static Door of(PhoneNumber number) {
        return new Door(
                number.account(),
                number.number(),
                number.sid(),
                number.voice(),
                number.voiceFallback(),
                number.statusCallback(),
                number.callerIdLookup(),
                Parameters.NONE);
    }

    /// Contract §6.2, inbound SIP domain.
    private static Door of(SipDomain domain, String user) {
        return new Door(
                domain.account(),
                "sip:" + (user.isEmpty() ? "" : user + "@") + domain.name(),
                null,
                domain.voice(),
                domain.voiceFallback(),
                domain.statusCallback(),
                false,
                Parameters.NONE
                        .with("SipDomain", domain.name())
                        .with("SipDomainSid", domain.sid().value()));
    }
}

package org.offhook.core.calls.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.E164;
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
/// @param trunk    whose places get the call, or whose PBX makes it; null for neither
/// @param outgoing whether the PBX makes it
record Door(
        Sid account,
        String called,
        @Nullable Sid number,
        @Nullable Hook voice,
        @Nullable Hook voiceFallback,
        @Nullable Hook statusCallback,
        boolean named,
        Parameters sip,
        @Nullable SipTrunk trunk,
        boolean outgoing) {

    /// What an INVITE reaches; nothing when that is nobody's.
    static Optional<Door> of(IncomingInvite invite, Routes routes) {
        String user = Parties.user(invite.target());
        Optional<Asset> application = routes.applicationOf(invite, user);
        if (application.isPresent()) {
            return Optional.of(of(application.get(), invite));
        }
        return Uri.parse(invite.target()) instanceof SipUri uri
                ? routes.domain(uri.host())
                        .map(domain -> of(domain, user, routes))
                        .or(() -> routes.numberOf(user).map(number -> of(number, routes)))
                : routes.numberOf(user).map(number -> of(number, routes));
    }

    /// Contract §7.2, Application.
    private static Door of(Asset application, IncomingInvite invite) {
        String called = invite.header(Routes.APPLICATION_CALLED);
        String told = invite.header(Routes.APPLICATION_PARAMETERS);
        return new Door(
                application.account(),
                called == null ? "app:" + application.sid() : called,
                null,
                application.hook("voice_url", "voice_method"),
                application.hook("voice_fallback_url", "voice_fallback_method"),
                application.hook("status_callback", "status_callback_method"),
                false,
                Parameters.NONE
                        .with("ApplicationSid", application.sid().value())
                        .with(Parameters.decoded(told == null ? "" : told)),
                null,
                false);
    }

    private static Door of(PhoneNumber number, Routes routes) {
        return new Door(
                number.account(),
                number.number(),
                number.sid(),
                number.voice(),
                number.voiceFallback(),
                number.statusCallback(),
                number.callerIdLookup(),
                Parameters.NONE,
                routes.trunkOf(number.sid()).orElse(null),
                false);
    }

    /// Contract §6.2, inbound SIP domain.
    private static Door of(SipDomain domain, String user, Routes routes) {
        SipTrunk trunk =
                routes.trunk(domain.sid()).filter(_ -> domain.isTrunk()).orElse(null);
        return new Door(
                domain.account(),
                trunk == null
                        ? "sip:" + (user.isEmpty() ? "" : user + "@") + domain.name()
                        : dialled(user).orElse(user),
                null,
                domain.voice(),
                domain.voiceFallback(),
                domain.statusCallback(),
                false,
                Parameters.NONE
                        .with("SipDomain", domain.name())
                        .with("SipDomainSid", domain.sid().value()),
                trunk,
                trunk != null);
    }

    /// The number that a PBX dialled, in E.164: with or without `+`, or with the 00 of most countries or the 011 of
    /// North America in front.
    static Optional<String> dialled(String user) {
        String plain = user.replaceFirst(";.*", "").replaceAll("[-. ()]", "");
        return E164.parse(plain).or(() -> E164.parse("+" + plain.replaceFirst("^(00|011)", "")));
    }
}

package org.offhook.core.domains;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.web.Hook;

/// A host name under which the phones or the PBX of an account reach the platform.
///
/// @param sid           `SD…`, or `TK…` of a trunk
/// @param name          in lower case
/// @param registers     whether phones may register
/// @param callers       credential lists of those who may call
/// @param places        address lists of those who may call
/// @param registrants   credential lists of those who may register
/// @param voice         answers its calls; null for a trunk, and when none is set
/// @param decides       asked for the password of a user that is in no list, or null
/// @param byoc          the BYOC trunk whose URLs answer its calls instead, or null
/// @param proved        whether its name was shown to belong to the account
public record SipDomain(
        Sid sid,
        Sid account,
        String name,
        boolean registers,
        List<Sid> callers,
        List<Sid> places,
        List<Sid> registrants,
        @Nullable Hook voice,
        @Nullable Hook voiceFallback,
        @Nullable Hook statusCallback,
        @Nullable Hook decides,
        @Nullable Sid byoc,
        boolean proved) {

    public static @Nullable SipDomain of(Asset asset) {
        String name = asset.value("domain_name");
        return name == null
                ? null
                : new SipDomain(
                        asset.sid(),
                        asset.account(),
                        name.toLowerCase(Locale.ROOT),
                        asset.flag("sip_registration"),
                        lists(asset, "calls/" + SidType.CREDENTIAL_LIST.prefix()),
                        lists(asset, "calls/" + SidType.IP_LIST.prefix()),
                        lists(asset, "registrations/" + SidType.CREDENTIAL_LIST.prefix()),
                        asset.hook("voice_url", "voice_method"),
                        asset.hook("voice_fallback_url", "voice_fallback_method"),
                        asset.hook("voice_status_callback_url", "voice_status_callback_method"),
                        asset.hook("auth_url", "auth_method"),
                        Sid.parse(asset.values().getOrDefault("byoc_trunk_sid", ""))
                                .orElse(null),
                        Proof.of(asset).holds());
    }

    /// The same, its calls answered by a BYOC trunk (contract §17).
    SipDomain answeredBy(Asset trunk) {
        return new SipDomain(
                sid,
                account,
                name,
                registers,
                callers,
                places,
                registrants,
                trunk.hook("voice_url", "voice_method"),
                trunk.hook("voice_fallback_url", "voice_fallback_method"),
                trunk.hook("status_callback_url", "status_callback_method"),
                decides,
                byoc,
                proved);
    }

    /// Mappings are kept as values `calls/CL…`, see the resource.
    private static List<Sid> lists(Asset asset, String start) {
        return asset.values().keySet().stream()
                .filter(key -> key.startsWith(start))
                .flatMap(key -> Sid.parse(key.substring(key.indexOf('/') + 1)).stream())
                .toList();
    }

    /// Whether it is the domain of a trunk, behind which there is a PBX.
    public boolean isTrunk() {
        return sid.is(SidType.TRUNK);
    }

    /// Whether callers have to say who they are.
    public boolean asksCallers() {
        return !callers.isEmpty() || decides != null;
    }

    /// Whether callers have to come from a known address.
    public boolean asksAddresses() {
        return !places.isEmpty();
    }
}

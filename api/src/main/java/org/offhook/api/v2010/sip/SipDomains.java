package org.offhook.api.v2010.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Query;

/// `…/SIP/Domains`: host names under which an account's phones register and call.
public final class SipDomains {

    static final String PATH = "/SIP/Domains";

    private static final String HOST_NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+";

    private static final List<Slot> SLOTS = List.of(
            Slot.text("DomainName").needed(21232),
            Slot.name(),
            Slot.voice("VoiceUrl"),
            Slot.verb("VoiceMethod"),
            Slot.voice("VoiceFallbackUrl"),
            Slot.verb("VoiceFallbackMethod"),
            Slot.url("VoiceStatusCallbackUrl"),
            Slot.verb("VoiceStatusCallbackMethod"),
            Slot.url("AuthUrl"),
            Slot.verb("AuthMethod"),
            Slot.flag("SipRegistration"),
            Slot.flag("EmergencyCallingEnabled"),
            Slot.flag("Secure"),
            Slot.text("ByocTrunkSid"),
            Slot.text("EmergencyCallerSid"));

    private SipDomains() {}

    public static KeptResource of(Desks desks) {
        Shape shape = Shape.of("Domain", "Domains", PATH, SidType.SIP_DOMAIN, AssetKinds.SIP_DOMAINS, SLOTS)
                .uniqueEverywhere("domain_name", 21232);
        Manners manners = Manners.PLAIN
                .checking((fields, account, values) -> {
                    String name = values.getOrDefault("domain_name", "").toLowerCase(java.util.Locale.ROOT);
                    values.put("domain_name", name);
                    if (!name.matches(HOST_NAME) || name.length() > 253) {
                        fields.refuse(21232, "DomainName is a host name such as office.sip.example.net");
                    }
                    if (desks.store().count(AssetKinds.TRUNKS, Query.of(null).where("domain_name", name)) > 0) {
                        fields.refuse(21232, "There is a trunk with the DomainName '" + name + "' already");
                    }
                    if (values.containsKey("voice_fallback_url") && !values.containsKey("voice_url")) {
                        fields.refuse(21405, "VoiceFallbackUrl needs a VoiceUrl");
                    }
                })
                .showing((element, domain) -> element.with("api_version", "2010-04-01")
                        .with("auth_type", authType(domain))
                        .with("subresource_uris", links(domain)));
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }

    private static String authType(Asset domain) {
        boolean credentials = domain.values().keySet().stream().anyMatch(key -> key.startsWith("calls/CL"));
        boolean addresses = domain.values().keySet().stream().anyMatch(key -> key.startsWith("calls/AL"));
        return (addresses ? "IP_ACL" : "")
                + (addresses && credentials ? "," : "")
                + (credentials ? "CREDENTIAL_LIST" : "");
    }

    private static Map<String, Object> links(Asset domain) {
        String uri = "/2010-04-01/Accounts/" + domain.account() + PATH + "/" + domain.sid();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("credential_list_mappings", uri + "/CredentialListMappings.json");
        links.put("ip_access_control_list_mappings", uri + "/IpAccessControlListMappings.json");
        return links;
    }
}

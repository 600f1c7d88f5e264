package org.offhook.api.voice;

import java.util.List;
import java.util.Map;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Kind;
import org.offhook.protocols.sip.SipUri;

/// The resources of `/voice/v1`.
///
/// @param list the key under which a page of them stands
public record VoiceShape(String path, String list, String element, SidType type, Kind<Asset> kind, List<Slot> slots) {

    static final String HOME = "/voice/v1";
    static final int WRONG = 20001;
    static final int FULL = 21254;
    static final int MOST_TARGETS = 10;
    private static final int LONGEST_URI = 255;

    private static final List<VoiceShape> ALL = List.of(
            new VoiceShape(
                    "/ByocTrunks",
                    "byoc_trunks",
                    "ByocTrunk",
                    SidType.BYOC_TRUNK,
                    AssetKinds.BYOC_TRUNKS,
                    List.of(
                            Slot.name(),
                            Slot.voice("VoiceUrl"),
                            Slot.verb("VoiceMethod"),
                            Slot.voice("VoiceFallbackUrl"),
                            Slot.verb("VoiceFallbackMethod"),
                            Slot.url("StatusCallbackUrl"),
                            Slot.verb("StatusCallbackMethod"),
                            Slot.flag("CnamLookupEnabled"),
                            Slot.text("ConnectionPolicySid"),
                            Slot.text("FromDomainSid"))),
            new VoiceShape(
                    "/ConnectionPolicies",
                    "connection_policies",
                    "ConnectionPolicy",
                    SidType.CONNECTION_POLICY,
                    AssetKinds.CONNECTION_POLICIES,
                    List.of(Slot.name())),
            new VoiceShape(
                    "/ConnectionPolicies/{ConnectionPolicySid}/Targets",
                    "targets",
                    "Target",
                    SidType.POLICY_TARGET,
                    AssetKinds.POLICY_TARGETS,
                    List.of(
                            Slot.text("Target").needed(WRONG),
                            Slot.name(),
                            Slot.number("Priority", 0, 65_535, 10, WRONG),
                            Slot.number("Weight", 1, 65_535, 10, WRONG),
                            Slot.flag("Enabled", true))));

    public static void route(Router router, Rest rest, Desks desks) {
        ALL.forEach(shape -> new VoiceAssets(desks, shape).route(router, rest));
    }

    boolean isTarget() {
        return type == SidType.POLICY_TARGET;
    }

    void check(Fields fields, Map<String, String> values) {
        String target = values.get("target");
        if (target != null && (target.length() > LONGEST_URI || SipUri.parse(target) == null)) {
            fields.refuse(WRONG, "Target '" + target + "' is not a SIP URI such as sip:carrier.example.net");
        }
    }
}

package org.offhook.api.v2010.accounts;

import java.util.List;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;

/// `…/Applications`: URLs under one name, for numbers (`VoiceApplicationSid`) and calls (`ApplicationSid`).
public final class Applications {

    private static final List<Slot> SLOTS = List.of(
            Slot.name().with(Slot.Trait.FILTER),
            Slot.url("VoiceUrl"),
            Slot.verb("VoiceMethod"),
            Slot.url("VoiceFallbackUrl"),
            Slot.verb("VoiceFallbackMethod"),
            Slot.url("StatusCallback"),
            Slot.verb("StatusCallbackMethod"),
            Slot.flag("VoiceCallerIdLookup"),
            Slot.url("SmsUrl"),
            Slot.verb("SmsMethod"),
            Slot.url("SmsFallbackUrl"),
            Slot.verb("SmsFallbackMethod"),
            Slot.url("SmsStatusCallback"),
            Slot.url("MessageStatusCallback"),
            Slot.flag("PublicApplicationConnectEnabled"));

    private Applications() {}

    public static KeptResource of(Desks desks) {
        Shape shape = Shape.of(
                "Application", "Applications", "/Applications", SidType.APPLICATION, AssetKinds.APPLICATIONS, SLOTS);
        Manners manners = Manners.PLAIN
                .checking((fields, account, values) -> {
                    if (values.containsKey("voice_fallback_url") && !values.containsKey("voice_url")) {
                        fields.refuse(21405, "VoiceFallbackUrl needs a VoiceUrl");
                    }
                    if (values.containsKey("sms_fallback_url") && !values.containsKey("sms_url")) {
                        fields.refuse(21406, "SmsFallbackUrl needs an SmsUrl");
                    }
                })
                .showing((element, application) -> element.with("api_version", "2010-04-01"));
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }
}

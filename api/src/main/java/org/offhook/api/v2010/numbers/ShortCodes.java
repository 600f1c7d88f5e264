package org.offhook.api.v2010.numbers;

import java.util.List;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.TextAddress;

/// `…/SMS/ShortCodes`: a few digits that receive and send messages. As with numbers it is the carrier who knows which
/// ones it carries; any can be added (which the original does by hand) that is not in use on the platform.
public final class ShortCodes {

    private static final int NOT_VALID = 21421;
    private static final int TAKEN = 21422;

    private static final List<Slot> SLOTS = List.of(
            Slot.name().with(Trait.FILTER),
            Slot.text("ShortCode").needed(NOT_VALID).with(Trait.FILTER, Trait.FIXED),
            Slot.url("SmsUrl"),
            Slot.verb("SmsMethod"),
            Slot.url("SmsFallbackUrl"),
            Slot.verb("SmsFallbackMethod"));

    private ShortCodes() {}

    public static KeptResource of(Desks desks) {
        Shape shape = Shape.of(
                        "ShortCode", "ShortCodes", "/SMS/ShortCodes", SidType.SHORT_CODE, AssetKinds.SHORT_CODES, SLOTS)
                .uniqueEverywhere("short_code", TAKEN);
        Manners manners = Manners.PLAIN
                .checking((fields, account, values) -> {
                    String code = values.getOrDefault("short_code", "");
                    if (!TextAddress.isShortCode(code)) {
                        fields.refuse(NOT_VALID, "ShortCode is three to eight digits, not '" + code + "'");
                    }
                    if (values.containsKey("sms_fallback_url") && !values.containsKey("sms_url")) {
                        fields.refuse(21406, "SmsFallbackUrl needs an SmsUrl");
                    }
                    values.putIfAbsent("friendly_name", code);
                })
                .showing((element, code) -> element.with("api_version", "2010-04-01"));
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }
}

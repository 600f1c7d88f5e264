package org.offhook.api.v2010.accounts;

import java.util.List;
import org.offhook.api.rest.Answer;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Query;

/// `…/Addresses`: postal ones. They are kept as they are written; nobody here knows whether they exist.
public final class Addresses {

    private static final List<Slot> SLOTS = List.of(
            Slot.text("CustomerName").needed(21628).with(Trait.FILTER),
            Slot.name().with(Trait.FILTER),
            Slot.text("Street").needed(21628),
            Slot.text("StreetSecondary"),
            Slot.text("City").needed(21628),
            Slot.text("Region").needed(21628),
            Slot.text("PostalCode").needed(21628),
            Slot.text("IsoCountry").needed(21628).with(Trait.FILTER, Trait.FIXED),
            Slot.flag("EmergencyEnabled").with(Trait.FILTER));

    private Addresses() {}

    public static KeptResource of(Desks desks) {
        Shape shape = Shape.of("Address", "Addresses", "/Addresses", SidType.ADDRESS, AssetKinds.ADDRESSES, SLOTS);
        Manners manners = Manners.PLAIN
                .checking((fields, account, values) -> {
                    if (!values.getOrDefault("iso_country", "").matches("[A-Z]{2}")) {
                        fields.refuse(21628, "IsoCountry is two capital letters, such as US");
                    }
                })
                .parting(address -> desks.store()
                                        .count(
                                                PhoneNumber.KIND,
                                                Query.of(address.account())
                                                        .where(
                                                                "address",
                                                                address.sid().value()))
                                > 0
                        ? new Answer.Wrong(
                                400, 21628, "Numbers are at this address: give them another AddressSid first")
                        : null)
                .showing((element, address) -> element.with("validated", false).with("verified", false));
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }
}

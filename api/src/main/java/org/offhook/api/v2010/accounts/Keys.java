package org.offhook.api.v2010.accounts;

import java.util.List;
import java.util.stream.Stream;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;

/// `…/Keys` and `…/SigningKeys`: two names for what signs in instead of the account's token. The secret is shown
/// when the key is made, and never again.
public final class Keys implements Resources.Resource {

    private final List<KeptResource> both;

    public Keys(Desks desks) {
        Manners manners = Manners.PLAIN
                .byToken()
                .checking((fields, account, values) ->
                        values.computeIfAbsent("secret", _ -> desks.sids().token()))
                .showingOnce((element, key) -> element.with("secret", key.value("secret")));
        both = Stream.of(shape("Key", "Keys"), shape("SigningKey", "SigningKeys"))
                .map(shape -> new KeptResource(shape, desks.store(), desks.assets(), manners))
                .toList();
    }

    private static Shape shape(String element, String list) {
        return Shape.of(element, list, "/" + list, SidType.KEY, AssetKinds.KEYS, List.of(Slot.name()));
    }

    @Override
    public void route(Router router, Rest rest) {
        both.forEach(resource -> resource.route(router, rest));
    }
}

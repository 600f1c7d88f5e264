package org.offhook.core.trunks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.net.Weighted;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.protocols.sip.SipUri;

/// Ways of an account's own to carriers (contract §17, §25.3): a BYOC trunk calls the targets of its connection policy.
public record ByocTrunks(Store store, RandomGenerator random) {

    private static final int NO_TRUNK = 21300;
    private static final int NO_TARGET = 32400;

    /// The way to a number.
    ///
    /// @param trunk its Sid, as it was written
    public Route route(Routes routes, Sid account, String trunk, String number) {
        Optional<Asset> found = Sid.parse(trunk)
                .flatMap(sid -> store.find(AssetKinds.BYOC_TRUNKS, sid))
                .filter(one -> one.account().equals(account));
        if (found.isEmpty()) {
            return new Route.Nowhere(NO_TRUNK, "There is no BYOC trunk " + trunk + " in the account.");
        }
        List<String> targets = targets(found.get(), number);
        return targets.isEmpty()
                ? new Route.Nowhere(NO_TARGET, "The BYOC trunk " + trunk + " has no target that is enabled.")
                : routes.toPlaces(account, targets, null, new ArrayList<>()).getFirst();
    }

    private List<String> targets(Asset trunk, String number) {
        String policy = trunk.value("connection_policy_sid");
        if (policy == null) {
            return List.of();
        }
        List<SipTrunk.Place> places =
                store.list(AssetKinds.POLICY_TARGETS, Query.of(trunk.account()).where("parent", policy)).stream()
                        .map(ByocTrunks::place)
                        .flatMap(Optional::stream)
                        .toList();
        return Weighted.order(places, SipTrunk.Place::priority, SipTrunk.Place::weight, random).stream()
                .map(place -> SipUri.parse(place.uri()))
                .filter(Objects::nonNull)
                .map(uri -> at(uri, number))
                .toList();
    }

    private static String at(SipUri target, String number) {
        String uri = SipUri.of(number, target.host(), target.port())
                .withParams(target.params())
                .toString();
        return target.secure() ? uri.replaceFirst("^sip:", "sips:") : uri;
    }

    private static Optional<SipTrunk.Place> place(Asset target) {
        return Optional.ofNullable(target.value("target"))
                .filter(_ -> target.flag("enabled"))
                .map(uri -> new SipTrunk.Place(uri, number(target, "priority"), number(target, "weight")));
    }

    private static int number(Asset target, String field) {
        return Integer.parseInt(target.values().getOrDefault(field, "10"));
    }
}

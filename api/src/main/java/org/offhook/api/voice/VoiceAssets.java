package org.offhook.api.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;

/// Lists, creates, shows, changes and deletes one of the resources of [VoiceShape].
final class VoiceAssets {

    private static final String POLICY = "ConnectionPolicySid";

    private final Desks desks;
    private final VoiceShape shape;

    VoiceAssets(Desks desks, VoiceShape shape) {
        this.desks = desks;
        this.shape = shape;
    }

    void route(Router router, Rest rest) {
        String all = VoiceShape.HOME + shape.path();
        String one = all + "/{Sid}";
        router.add("GET", all, rest.guarded(ask -> within(ask, policy -> list(ask, policy))));
        router.add("POST", all, rest.guarded(ask -> within(ask, policy -> create(ask, policy))));
        router.add("GET", one, rest.guarded(ask -> with(ask, found -> Answer.ok(view(ask, found)))));
        router.add("POST", one, rest.guarded(ask -> with(ask, found -> update(ask, found))));
        router.add("DELETE", one, rest.guarded(ask -> with(ask, this::delete)));
    }

    /// @param then gets the policy that the path names; null when the resource is part of none
    private Answer within(Ask ask, Function<@Nullable Sid, Answer> then) {
        if (!shape.isTarget()) {
            return then.apply(null);
        }
        Optional<Sid> policy = ask.sid(POLICY, SidType.CONNECTION_POLICY)
                .flatMap(sid -> desks.assets()
                        .find(AssetKinds.CONNECTION_POLICIES, ask.account().sid(), sid))
                .map(Asset::sid);
        return policy.isPresent() ? then.apply(policy.get()) : Answer.notFound(ask);
    }

    private Answer with(Ask ask, Function<Asset, Answer> then) {
        return within(
                ask,
                policy -> ask.sid("Sid", shape.type())
                        .flatMap(sid ->
                                desks.assets().find(shape.kind(), ask.account().sid(), sid))
                        .filter(asset -> policy == null || policy.equals(asset.parent()))
                        .map(then)
                        .orElseGet(() -> Answer.notFound(ask)));
    }

    private static Query query(Sid account, @Nullable Sid policy) {
        Query query = Query.of(account);
        return policy == null ? query : query.where("parent", policy.value());
    }

    private Answer list(Ask ask, @Nullable Sid policy) {
        Query query = query(ask.account().sid(), policy);
        return Paging.product(ask, desks.store(), shape.kind(), query, shape.list(), asset -> view(ask, asset));
    }

    private Answer create(Ask ask, @Nullable Sid policy) {
        Sid account = ask.account().sid();
        if (policy != null && desks.store().count(shape.kind(), query(account, policy)) >= VoiceShape.MOST_TARGETS) {
            return new Answer.Wrong(
                    400, VoiceShape.FULL, "A connection policy has at most " + VoiceShape.MOST_TARGETS + " targets");
        }
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, account, new TreeMap<>(), true);
        Kind<Asset> kind = shape.kind();
        return fields.wrong()
                .orElseGet(() -> switch (desks.assets().create(kind, shape.type(), account, policy, values, null)) {
                    case Outcome.Done<Asset>(Asset made) -> Answer.created(view(ask, made));
                    case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
                });
    }

    private Answer update(Ask ask, Asset asset) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, asset.account(), new TreeMap<>(asset.values()), false);
        return fields.wrong().orElseGet(() -> switch (desks.assets().change(shape.kind(), asset, values, null)) {
            case Outcome.Done<Asset>(Asset changed) -> Answer.ok(view(ask, changed));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    /// The targets of a policy go with it.
    private Answer delete(Asset asset) {
        List<Change> targets = new ArrayList<>();
        desks.store()
                .list(AssetKinds.POLICY_TARGETS, query(asset.account(), asset.sid()))
                .forEach(target -> targets.add(Change.remove(AssetKinds.POLICY_TARGETS, target.sid())));
        if (!targets.isEmpty()) {
            desks.store().commit(targets);
        }
        desks.assets().remove(shape.kind(), asset.sid());
        return new Answer.Done();
    }

    private Map<String, String> read(Fields fields, Sid account, Map<String, String> values, boolean creating) {
        shape.slots().forEach(slot -> slot.read(fields, values, creating));
        shape.check(fields, values);
        own(fields, account, values, "connection_policy_sid", AssetKinds.CONNECTION_POLICIES);
        own(fields, account, values, "from_domain_sid", AssetKinds.SIP_DOMAINS);
        return values;
    }

    private void own(Fields fields, Sid account, Map<String, String> values, String field, Kind<Asset> kind) {
        String named = values.get(field);
        if (named != null
                && Sid.parse(named)
                        .flatMap(sid -> desks.assets().find(kind, account, sid))
                        .isEmpty()) {
            fields.refuse(VoiceShape.WRONG, field + " '" + named + "' is none of the account's");
        }
    }

    private Element view(Ask ask, Asset asset) {
        Element view = new Element(shape.element())
                .with("sid", asset.sid().value())
                .with("account_sid", asset.account().value());
        String path = shape.path();
        if (asset.parent() != null) {
            view.with("connection_policy_sid", asset.parent().value());
            path = path.replace("{" + POLICY + "}", asset.parent().value());
        }
        for (Slot slot : shape.slots()) {
            view.with(slot.field(), slot.shown(asset.value(slot.field())));
        }
        String url = ask.exchange().request().base() + VoiceShape.HOME + path + "/" + asset.sid();
        view.with("date_created", asset.created().toString())
                .with("date_updated", asset.updated().toString())
                .with("url", url);
        return asset.sid().is(SidType.CONNECTION_POLICY)
                ? view.with("links", Map.of("targets", url + "/Targets"))
                : view;
    }
}

package org.offhook.api.v1;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Operation;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.Proof;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.domains.proof.DomainProofs;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `/v1/Accounts/{AccountSid}/DomainProofs`: of each SIP domain whether its name was shown to belong to the
/// account, and what would show it. A POST to one looks now.
public final class DomainProofsResource {

    private static final String ALL = "/v1/Accounts/{AccountSid}/DomainProofs";
    private static final int TOO_OFTEN = 20429;

    private final Store store;
    private final DomainProofs proofs;

    public DomainProofsResource(Store store, DomainProofs proofs) {
        this.store = store;
        this.proofs = proofs;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(this::list));
        router.add("GET", ALL + "/{Sid}", rest.guarded(one((_, found) -> Answer.ok(view(found)))));
        router.add("POST", ALL + "/{Sid}", rest.guarded(one((_, found) -> look(found))));
    }

    private Answer list(Ask ask) {
        Filters filters = new Filters(
                new Fields(ask.exchange().query()), Query.of(ask.account().sid()));
        return Paging.list(ask, store, AssetKinds.SIP_DOMAINS, filters.query(), "DomainProofs", this::view);
    }

    private Operation one(BiFunction<Ask, Asset, Answer> answer) {
        return ask -> ask.sid("Sid", SidType.SIP_DOMAIN)
                .flatMap(sid -> store.find(AssetKinds.SIP_DOMAINS, sid))
                .filter(found -> found.account().equals(ask.account().sid()))
                .map(found -> answer.apply(ask, found))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer look(Asset domain) {
        return proofs.ask(domain)
                ? Answer.ok(view(domain))
                : new Answer.Wrong(
                        429,
                        TOO_OFTEN,
                        "It was looked for a moment ago, or too many others are; wait " + DomainProofs.PACE.toSeconds()
                                + " s");
    }

    private Element view(Asset asset) {
        Proof proof = Proof.of(asset);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("name", Proof.record(proof.name()));
        record.put("text", Proof.text(asset.sid()));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("url", proofs.rules().page().replace("DOMAIN", proof.name()));
        file.put("line", Proof.text(asset.sid()));
        return new Element("DomainProof")
                .with("sid", asset.sid().value())
                .with("account_sid", asset.account().value())
                .with("domain_name", proof.name())
                .with("state", state(asset, proof))
                .with("searching", proofs.isSearching(asset.sid()))
                .with("proved_by", proof.by())
                .with("reason", proof.why())
                .with("date_proved", text(proof.since()))
                .with("date_missing", text(proof.failing()))
                .with("date_searched", text(proof.checked()))
                .with("txt_record", record)
                .with("file", file);
    }

    private String state(Asset asset, Proof proof) {
        SipDomain domain = SipDomain.of(asset);
        boolean asked = domain != null && proofs.rules().asks(domain);
        return proof.holds() ? proof.failing() == null ? "proved" : "missing" : asked ? "pending" : "not-needed";
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}

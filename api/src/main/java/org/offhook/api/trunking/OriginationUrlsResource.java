package org.offhook.api.trunking;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Pages;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Query;
import org.offhook.protocols.sip.SipUri;

/// `…/OriginationUrls`: where calls to the numbers of a trunk go; the lowest priority first, of equal ones by
/// weight.
public final class OriginationUrlsResource {

    private static final String ALL = TrunksResource.ALL + "/{TrunkSid}/OriginationUrls";
    private static final String ONE = ALL + "/{Sid}";
    private static final int WRONG = 20001;
    private static final int LONGEST_URI = 255;

    private static final List<Slot> SLOTS = List.of(
            Slot.name().needed(WRONG),
            Slot.text("SipUrl").needed(WRONG),
            Slot.number("Priority", 0, 65_535, 10, WRONG),
            Slot.number("Weight", 1, 65_535, 10, WRONG),
            Slot.flag("Enabled"));

    private final Desks desks;
    private final Trunks trunks;

    public OriginationUrlsResource(Desks desks) {
        this.desks = desks;
        this.trunks = new Trunks(desks);
    }

    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> list(ask, trunk))));
        router.add("POST", ALL, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> create(ask, trunk))));
        router.add("GET", ONE, rest.guarded(ask -> with(ask, url -> Answer.ok(view(ask, url)))));
        router.add("POST", ONE, rest.guarded(ask -> with(ask, url -> update(ask, url))));
        router.add(
                "DELETE",
                ONE,
                rest.guarded(ask -> with(ask, url -> {
                    desks.assets().remove(AssetKinds.ORIGINATION_URLS, url.sid());
                    return new Answer.Done();
                })));
    }

    private Answer list(Ask ask, Asset trunk) {
        Query query = Query.of(trunk.account()).where("parent", trunk.sid().value());
        List<Element> items = desks.store().list(AssetKinds.ORIGINATION_URLS, query).stream()
                .map(url -> view(ask, url))
                .toList();
        return Pages.of(ask, "OriginationUrls", "origination_urls", items);
    }

    private Answer create(Ask ask, Asset trunk) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, new TreeMap<>(), true);
        return fields.wrong().orElseGet(() -> switch (desks.assets()
                .create(
                        AssetKinds.ORIGINATION_URLS,
                        SidType.ORIGINATION_URL,
                        trunk.account(),
                        trunk.sid(),
                        values,
                        null)) {
            case Outcome.Done<Asset>(Asset made) -> Answer.created(view(ask, made));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    private Answer update(Ask ask, Asset url) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, new TreeMap<>(url.values()), false);
        return fields.wrong()
                .orElseGet(() -> switch (desks.assets().change(AssetKinds.ORIGINATION_URLS, url, values, null)) {
                    case Outcome.Done<Asset>(Asset changed) -> Answer.ok(view(ask, changed));
                    case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
                });
    }

    private static Map<String, String> read(Fields fields, Map<String, String> values, boolean creating) {
        SLOTS.forEach(slot -> slot.read(fields, values, creating));
        String uri = values.getOrDefault("sip_url", "");
        if (uri.length() > LONGEST_URI || SipUri.parse(uri) == null) {
            fields.refuse(WRONG, "SipUrl '" + uri + "' is not a SIP URI such as sip:pbx.example.net");
        }
        return values;
    }

    private Answer with(Ask ask, Function<Asset, Answer> then) {
        return trunks.with(
                ask,
                "TrunkSid",
                trunk -> ask.sid("Sid", SidType.ORIGINATION_URL)
                        .flatMap(sid -> desks.assets().find(AssetKinds.ORIGINATION_URLS, trunk.account(), sid))
                        .filter(url -> trunk.sid().equals(url.parent()))
                        .map(then)
                        .orElseGet(() -> Answer.notFound(ask)));
    }

    private static Element view(Ask ask, Asset url) {
        Element view = new Element("OriginationUrl")
                .with("sid", url.sid().value())
                .with("account_sid", url.account().value())
                .with("trunk_sid", String.valueOf(url.parent()));
        for (Slot slot : SLOTS) {
            view.with(slot.field(), slot.shown(url.value(slot.field())));
        }
        return view.with("date_created", url.created().toString())
                .with("date_updated", url.updated().toString())
                .with(
                        "url",
                        ask.exchange().request().base() + TrunksResource.ALL + "/" + url.parent() + "/OriginationUrls/"
                                + url.sid());
    }
}

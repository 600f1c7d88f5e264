package org.offhook.api.trunking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.offhook.core.assets.AssetDesk.Unique;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;

/// `/trunking/v1/Trunks`, with its one setting `Recording`.
public final class TrunksResource {

    static final String ALL = "/trunking/v1/Trunks";
    private static final String ONE = ALL + "/{Sid}";
    private static final String RECORDING = ALL + "/{TrunkSid}/Recording";
    private static final String HOST_NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+";
    private static final int BAD_NAME = 21232;
    private static final Unique NAME = new Unique("domain_name", BAD_NAME, true);

    private static final List<Slot> SLOTS = List.of(
            Slot.name(),
            Slot.text("DomainName"),
            Slot.voice("DisasterRecoveryUrl"),
            Slot.verb("DisasterRecoveryMethod"),
            Slot.choice("TransferMode", "disable-all", Set.of("disable-all", "enable-all", "sip-only"), 20001),
            Slot.flag("Secure"),
            Slot.flag("CnamLookupEnabled"),
            Slot.choice("TransferCallerId", "from-transferee", Set.of("from-transferee", "from-transferor"), 20001),
            Slot.number("Channels", 0, 100_000, 0, 20001),
            Slot.number("CallsPerSecond", 0, 10_000, 0, 20001));

    private static final List<Slot> RECORDED = List.of(
            Slot.choice(
                    "Mode",
                    "do-not-record",
                    Set.of(
                            "do-not-record",
                            "record-from-ringing",
                            "record-from-answer",
                            "record-from-ringing-dual",
                            "record-from-answer-dual"),
                    20001),
            Slot.choice("Trim", "do-not-trim", Set.of("trim-silence", "do-not-trim"), 20001));

    private final Desks desks;
    private final Trunks trunks;

    public TrunksResource(Desks desks) {
        this.desks = desks;
        this.trunks = new Trunks(desks);
    }

    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(this::list));
        router.add("POST", ALL, rest.guarded(this::create));
        router.add("GET", ONE, rest.guarded(ask -> trunks.with(ask, "Sid", trunk -> Answer.ok(view(ask, trunk)))));
        router.add("POST", ONE, rest.guarded(ask -> trunks.with(ask, "Sid", trunk -> update(ask, trunk))));
        router.add("DELETE", ONE, rest.guarded(ask -> trunks.with(ask, "Sid", this::delete)));
        router.add(
                "GET",
                RECORDING,
                rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> Answer.ok(recording(trunk)))));
        router.add("POST", RECORDING, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> record(ask, trunk))));
    }

    private Answer list(Ask ask) {
        List<Element> items = desks
                .store()
                .list(AssetKinds.TRUNKS, Query.of(ask.account().sid()))
                .stream()
                .map(trunk -> view(ask, trunk))
                .toList();
        return Pages.of(ask, "Trunks", "trunks", items);
    }

    private Answer create(Ask ask) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, new TreeMap<>(), true);
        return fields.wrong().orElseGet(() -> switch (desks.assets()
                .create(AssetKinds.TRUNKS, SidType.TRUNK, ask.account().sid(), null, values, NAME)) {
            case Outcome.Done<Asset>(Asset made) -> Answer.created(view(ask, made));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    private Answer update(Ask ask, Asset trunk) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, new TreeMap<>(trunk.values()), false);
        return fields.wrong().orElseGet(() -> keep(ask, trunk, values));
    }

    private Answer keep(Ask ask, Asset trunk, Map<String, String> values) {
        return switch (desks.assets().change(AssetKinds.TRUNKS, trunk, values, NAME)) {
            case Outcome.Done<Asset>(Asset changed) -> Answer.ok(view(ask, changed));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        };
    }

    /// Its origination URLs go with it; lists and numbers are only let go.
    private Answer delete(Asset trunk) {
        Query parts = Query.of(trunk.account()).where("parent", trunk.sid().value());
        desks.store()
                .list(AssetKinds.ORIGINATION_URLS, parts)
                .forEach(url -> desks.store().commit(Change.remove(AssetKinds.ORIGINATION_URLS, url.sid())));
        desks.assets().remove(AssetKinds.TRUNKS, trunk.sid());
        return new Answer.Done();
    }

    /// A trunk shares the names of SIP domains: a call to a name has one meaning.
    private Map<String, String> read(Fields fields, Map<String, String> values, boolean creating) {
        SLOTS.forEach(slot -> slot.read(fields, values, creating));
        String name = values.get("domain_name");
        if (name != null) {
            String lower = name.toLowerCase(Locale.ROOT);
            values.put("domain_name", lower);
            if (!lower.matches(HOST_NAME) || lower.length() > 253) {
                fields.refuse(BAD_NAME, "DomainName is a host name such as pbx.sip.example.net");
            } else if (desks.store()
                            .count(AssetKinds.SIP_DOMAINS, Query.of(null).where("domain_name", lower))
                    > 0) {
                fields.refuse(BAD_NAME, "There is a SIP domain with the DomainName '" + lower + "' already");
            }
        }
        return values;
    }

    private Answer record(Ask ask, Asset trunk) {
        Fields fields = new Fields(ask.input());
        Map<String, String> wanted = new TreeMap<>();
        RECORDED.forEach(slot -> slot.read(fields, wanted, false));
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Map<String, String> values = new TreeMap<>(trunk.values());
        wanted.forEach((name, value) -> values.put("recording_" + name, value));
        desks.assets().change(AssetKinds.TRUNKS, trunk, values, null);
        return Answer.ok(recording(trunk.with(values, trunk.updated())));
    }

    private static Element recording(Asset trunk) {
        Element element = new Element("Recording");
        settings(trunk).forEach(element::with);
        return element;
    }

    private static Map<String, Object> settings(Asset trunk) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Slot slot : RECORDED) {
            String value = trunk.value("recording_" + slot.field());
            settings.put(slot.field(), value == null ? slot.unsaid() : value);
        }
        return settings;
    }

    private static Element view(Ask ask, Asset trunk) {
        Element view = new Element("Trunk")
                .with("sid", trunk.sid().value())
                .with("account_sid", trunk.account().value());
        for (Slot slot : SLOTS) {
            view.with(slot.field(), slot.shown(trunk.value(slot.field())));
        }
        List<String> types = Trunks.authTypes(trunk);
        String url = ask.exchange().request().base() + ALL + "/" + trunk.sid();
        return view.with("recording", settings(trunk))
                .with("auth_type", String.join(",", types))
                .with("auth_type_set", types)
                .with("symmetric_rtp_enabled", true)
                .with("date_created", trunk.created().toString())
                .with("date_updated", trunk.updated().toString())
                .with("url", url)
                .with("links", links(url));
    }

    private static Map<String, Object> links(String url) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("origination_urls", url + "/OriginationUrls");
        links.put("credential_lists", url + "/CredentialLists");
        links.put("ip_access_control_lists", url + "/IpAccessControlLists");
        links.put("phone_numbers", url + "/PhoneNumbers");
        return links;
    }
}

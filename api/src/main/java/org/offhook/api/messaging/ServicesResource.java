package org.offhook.api.messaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.messages.services.Services;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;

/// `/messaging/v1/Services`, and what they may be used for.
public final class ServicesResource {

    static final String ALL = "/messaging/v1/Services";
    private static final String ONE = ALL + "/{Sid}";
    private static final int WRONG = 20001;
    private static final int LONGEST_VALIDITY = 36_000;

    private static final List<Slot> SLOTS = List.of(
            Slot.name().needed(WRONG),
            Slot.url("InboundRequestUrl"),
            Slot.verb("InboundMethod"),
            Slot.url("FallbackUrl"),
            Slot.verb("FallbackMethod"),
            Slot.url("StatusCallback"),
            Slot.flag("StickySender", true),
            Slot.flag("MmsConverter", true),
            Slot.flag("SmartEncoding", true),
            Slot.choice("ScanMessageContent", "inherit", Set.of("inherit", "enable", "disable"), WRONG),
            Slot.flag("FallbackToLongCode", true),
            Slot.flag("AreaCodeGeomatch", true),
            Slot.number("ValidityPeriod", 1, LONGEST_VALIDITY, MessagingService.LONGEST_WAIT, WRONG),
            Slot.flag("SynchronousValidation"),
            Slot.text("Usecase"),
            Slot.flag("UseInboundWebhookOnNumber"));

    private static final Map<String, String> USE_CASES = Map.of(
            "notifications", "Something happened that the receiver wants to know",
            "marketing", "Offers and news",
            "verification", "Codes that prove who somebody is",
            "discussion", "Conversations between people",
            "poll", "Questions to many",
            "undeclared", "Not told");

    private final Desks desks;

    public ServicesResource(Desks desks) {
        this.desks = desks;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(this::list));
        router.add("POST", ALL, rest.guarded(this::create));
        router.add("GET", ALL + "/Usecases", rest.guarded(_ -> Answer.ok(useCases())));
        router.add("GET", ONE, rest.guarded(ask -> with(ask, "Sid", service -> Answer.ok(view(ask, service)))));
        router.add("POST", ONE, rest.guarded(ask -> with(ask, "Sid", service -> update(ask, service))));
        router.add("DELETE", ONE, rest.guarded(ask -> with(ask, "Sid", this::delete)));
    }

    /// The service that a path names.
    Answer with(Ask ask, String name, Function<Asset, Answer> then) {
        return ask.sid(name, SidType.MESSAGING_SERVICE)
                .flatMap(sid -> desks.assets()
                        .find(AssetKinds.MESSAGING_SERVICES, ask.account().sid(), sid))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer list(Ask ask) {
        return Paging.product(
                ask,
                desks.store(),
                AssetKinds.MESSAGING_SERVICES,
                Query.of(ask.account().sid()),
                "services",
                service -> view(ask, service));
    }

    private Answer create(Ask ask) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = new TreeMap<>();
        SLOTS.forEach(slot -> slot.read(fields, values, true));
        Sid account = ask.account().sid();
        return fields.wrong().orElseGet(() -> switch (desks.assets()
                .create(AssetKinds.MESSAGING_SERVICES, SidType.MESSAGING_SERVICE, account, null, values, null)) {
            case Outcome.Done<Asset>(Asset made) -> Answer.created(view(ask, made));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    private Answer update(Ask ask, Asset service) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = new TreeMap<>(service.values());
        SLOTS.forEach(slot -> slot.read(fields, values, false));
        return fields.wrong()
                .orElseGet(() -> switch (desks.assets().change(AssetKinds.MESSAGING_SERVICES, service, values, null)) {
                    case Outcome.Done<Asset>(Asset changed) -> Answer.ok(view(ask, changed));
                    case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
                });
    }

    /// Its senders are free for other services then.
    private Answer delete(Asset service) {
        List<Change> changes = new ArrayList<>();
        new Services(desks.store())
                .pool(service.account(), service.sid())
                .forEach(sender -> changes.add(Change.remove(AssetKinds.SENDERS, sender.sid())));
        changes.add(Change.remove(AssetKinds.MESSAGING_SERVICES, service.sid()));
        desks.store().commit(changes);
        return new Answer.Done();
    }

    private static Element useCases() {
        List<Object> known = new ArrayList<>();
        new TreeMap<>(USE_CASES).forEach((name, purpose) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("usecase", name);
            one.put("friendly_name", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
            one.put("purpose", purpose);
            known.add(one);
        });
        return new Element("Usecases").with("usecases", known);
    }

    private static Element view(Ask ask, Asset service) {
        Element view = new Element("Service")
                .with("sid", service.sid().value())
                .with("account_sid", service.account().value());
        for (Slot slot : SLOTS) {
            view.with(slot.field(), slot.shown(service.value(slot.field())));
        }
        String url = ask.exchange().request().base() + ALL + "/" + service.sid();
        return view.with("us_app_to_person_registered", false)
                .with("date_created", service.created().toString())
                .with("date_updated", service.updated().toString())
                .with("url", url)
                .with("links", Map.of("phone_numbers", url + "/PhoneNumbers", "short_codes", url + "/ShortCodes"));
    }
}

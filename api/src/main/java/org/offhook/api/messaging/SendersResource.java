package org.offhook.api.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Pages;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk.Unique;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.services.Services;
import org.offhook.core.store.Query;

/// `…/PhoneNumbers` and `…/ShortCodes` of a service: its pool of senders. A sender is in one service at most.
public final class SendersResource {

    private static final int WRONG = 20001;
    private static final int ALREADY = 21710;
    private static final int ELSEWHERE = 21712;
    private static final int FULL = 21714;
    private static final Unique ONCE = new Unique("sender", ELSEWHERE, true);

    private final Desks desks;
    private final ServicesResource services;
    private final Services pools;

    public SendersResource(Desks desks, ServicesResource services) {
        this.desks = desks;
        this.services = services;
        this.pools = new Services(desks.store());
    }

    private enum Part {
        NUMBERS("PhoneNumbers", "phone_numbers", "PhoneNumberSid", SidType.PHONE_NUMBER),
        CODES("ShortCodes", "short_codes", "ShortCodeSid", SidType.SHORT_CODE);

        private final String path;
        private final String field;
        private final String parameter;
        private final SidType type;

        Part(String path, String field, String parameter, SidType type) {
            this.path = path;
            this.field = field;
            this.parameter = parameter;
            this.type = type;
        }
    }

    public void route(Router router, Rest rest) {
        for (Part part : Part.values()) {
            String all = ServicesResource.ALL + "/{ServiceSid}/" + part.path;
            String one = all + "/{Sid}";
            router.add("GET", all, rest.guarded(ask -> in(ask, service -> list(ask, part, service))));
            router.add("POST", all, rest.guarded(ask -> in(ask, service -> add(ask, part, service))));
            router.add("GET", one, rest.guarded(ask -> in(ask, service -> fetch(ask, part, service))));
            router.add("DELETE", one, rest.guarded(ask -> in(ask, service -> remove(ask, part, service))));
        }
    }

    private Answer in(Ask ask, java.util.function.Function<Asset, Answer> then) {
        return services.with(ask, "ServiceSid", then);
    }

    private Answer list(Ask ask, Part part, Asset service) {
        List<Element> items = pools.pool(service.account(), service.sid()).stream()
                .flatMap(sender -> view(ask, part, sender).stream())
                .toList();
        return Pages.of(ask, part.path, part.field, items);
    }

    private Answer add(Ask ask, Part part, Asset service) {
        String given = ask.input().get(part.parameter).orElse("");
        Optional<Sid> sid = Sid.parse(part.type, given).filter(found -> isOwn(part, service.account(), found));
        if (sid.isEmpty()) {
            return new Answer.Wrong(400, WRONG, part.parameter + " '" + given + "' is none of the account's");
        }
        if (find(service, sid.get()).isPresent()) {
            return new Answer.Wrong(409, ALREADY, "The messaging service has this sender already");
        }
        Query pool = Query.of(service.account()).where("parent", service.sid().value());
        if (desks.store().count(AssetKinds.SENDERS, pool) >= Services.MOST_SENDERS) {
            return new Answer.Wrong(
                    400, FULL, "A messaging service has at most " + Services.MOST_SENDERS + " senders: use another");
        }
        Map<String, String> values = Map.of("sender", sid.get().value());
        return switch (desks.assets()
                .create(AssetKinds.SENDERS, SidType.SENDER, service.account(), service.sid(), values, ONCE)) {
            case Outcome.Done<Asset>(Asset made) ->
                view(ask, part, made).map(Answer::created).orElseGet(() -> Answer.notFound(ask));
            case Outcome.Refused<Asset>(int status, int code, String why) ->
                new Answer.Wrong(
                        status,
                        code,
                        code == ELSEWHERE ? "The sender is in another messaging service: take it out there" : why);
        };
    }

    private Answer fetch(Ask ask, Part part, Asset service) {
        return ask.sid("Sid", part.type)
                .flatMap(sid -> find(service, sid))
                .flatMap(sender -> view(ask, part, sender))
                .map(Answer::ok)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer remove(Ask ask, Part part, Asset service) {
        Optional<Asset> sender = ask.sid("Sid", part.type).flatMap(sid -> find(service, sid));
        sender.ifPresent(found -> desks.assets().remove(AssetKinds.SENDERS, found.sid()));
        return sender.isPresent() ? new Answer.Done() : Answer.notFound(ask);
    }

    private boolean isOwn(Part part, Sid account, Sid sid) {
        return switch (part) {
            case NUMBERS ->
                desks.store()
                        .find(org.offhook.core.numbers.PhoneNumber.KIND, sid)
                        .filter(number -> number.account().equals(account))
                        .isPresent();
            case CODES ->
                desks.assets().find(AssetKinds.SHORT_CODES, account, sid).isPresent();
        };
    }

    private Optional<Asset> find(Asset service, Sid sender) {
        Query query = Query.of(service.account())
                .where("parent", service.sid().value())
                .where("sender", sender.value());
        return desks.store().list(AssetKinds.SENDERS, query.limit(1)).stream().findFirst();
    }

    /// Nothing when it is of the other part, or when the account has it no more.
    private Optional<Element> view(Ask ask, Part part, Asset sender) {
        return switch (part) {
            case NUMBERS ->
                pools.number(sender)
                        .map(number -> view(ask, part, sender, "PhoneNumber")
                                .with("phone_number", number.number())
                                .with("country_code", desks.stock().country(number.number()))
                                .with("capabilities", List.of("SMS", "MMS", "Voice")));
            case CODES ->
                pools.code(sender)
                        .map(code -> view(ask, part, sender, "ShortCode")
                                .with("short_code", code.value("short_code"))
                                .with("country_code", null)
                                .with("capabilities", List.of("SMS", "MMS")));
        };
    }

    private static Element view(Ask ask, Part part, Asset sender, String name) {
        String sid = sender.values().getOrDefault("sender", "");
        return new Element(name)
                .with("sid", sid)
                .with("account_sid", sender.account().value())
                .with("service_sid", String.valueOf(sender.parent()))
                .with("date_created", sender.created().toString())
                .with("date_updated", sender.updated().toString())
                .with(
                        "url",
                        ask.exchange().request().base() + ServicesResource.ALL + "/" + sender.parent() + "/" + part.path
                                + "/" + sid);
    }
}

package org.offhook.api.trunking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Pages;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Query;

/// What is mapped to a trunk: `…/CredentialLists` and `…/IpAccessControlLists` of those who may call through it, and
/// `…/PhoneNumbers` whose calls go to its origination URLs. A number belongs to one trunk at most.
public final class TrunkParts {

    private static final int WRONG = 20001;

    private final Desks desks;
    private final Trunks trunks;

    public TrunkParts(Desks desks) {
        this.desks = desks;
        this.trunks = new Trunks(desks);
    }

    private enum Part {
        CREDENTIAL_LISTS("CredentialLists", "credential_lists", "CredentialListSid", "calls", SidType.CREDENTIAL_LIST),
        IP_LISTS("IpAccessControlLists", "ip_access_control_lists", "IpAccessControlListSid", "calls", SidType.IP_LIST),
        NUMBERS("PhoneNumbers", "phone_numbers", "PhoneNumberSid", "numbers", SidType.PHONE_NUMBER);

        private final String path;
        private final String field;
        private final String parameter;
        private final String use;
        private final SidType type;

        Part(String path, String field, String parameter, String use, SidType type) {
            this.path = path;
            this.field = field;
            this.parameter = parameter;
            this.use = use;
            this.type = type;
        }

        String key(Sid sid) {
            return use + "/" + sid;
        }
    }

    public void route(Router router, Rest rest) {
        for (Part part : Part.values()) {
            String all = TrunksResource.ALL + "/{TrunkSid}/" + part.path;
            String one = all + "/{Sid}";
            router.add("GET", all, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> list(ask, part, trunk))));
            router.add("POST", all, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> add(ask, part, trunk))));
            router.add("GET", one, rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> fetch(ask, part, trunk))));
            router.add(
                    "DELETE",
                    one,
                    rest.guarded(ask -> trunks.with(ask, "TrunkSid", trunk -> remove(ask, part, trunk))));
        }
    }

    private Answer list(Ask ask, Part part, Asset trunk) {
        String start = part.use + "/" + part.type.prefix();
        List<Element> items = trunk.values().keySet().stream()
                .filter(key -> key.startsWith(start))
                .flatMap(key -> Sid.parse(key.substring(part.use.length() + 1)).stream())
                .flatMap(sid -> view(ask, part, trunk, sid).stream())
                .toList();
        return Pages.of(ask, part.path, part.field, items);
    }

    private Answer add(Ask ask, Part part, Asset trunk) {
        String given = ask.input().get(part.parameter).orElse("");
        Optional<Sid> sid = Sid.parse(part.type, given);
        if (sid.isEmpty() || view(ask, part, trunk, sid.get()).isEmpty()) {
            return new Answer.Wrong(400, WRONG, part.parameter + " '" + given + "' is none of the account's");
        }
        if (part == Part.NUMBERS && isTaken(trunk, part.key(sid.get()))) {
            return new Answer.Wrong(400, WRONG, "The number belongs to another trunk; take it out there first");
        }
        Map<String, String> values = new TreeMap<>(trunk.values());
        values.putIfAbsent(part.key(sid.get()), desks.clock().now().toString());
        desks.assets().change(AssetKinds.TRUNKS, trunk, values, null);
        return view(ask, part, trunk.with(values, trunk.updated()), sid.get())
                .map(Answer::created)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private boolean isTaken(Asset trunk, String key) {
        return desks.store().list(AssetKinds.TRUNKS, Query.of(trunk.account())).stream()
                .anyMatch(other ->
                        !other.sid().equals(trunk.sid()) && other.values().containsKey(key));
    }

    private Answer fetch(Ask ask, Part part, Asset trunk) {
        return ask.sid("Sid", part.type)
                .filter(sid -> trunk.values().containsKey(part.key(sid)))
                .flatMap(sid -> view(ask, part, trunk, sid))
                .map(Answer::ok)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer remove(Ask ask, Part part, Asset trunk) {
        Optional<Sid> sid =
                ask.sid("Sid", part.type).filter(one -> trunk.values().containsKey(part.key(one)));
        if (sid.isEmpty()) {
            return Answer.notFound(ask);
        }
        Map<String, String> values = new TreeMap<>(trunk.values());
        values.remove(part.key(sid.get()));
        desks.assets().change(AssetKinds.TRUNKS, trunk, values, null);
        return new Answer.Done();
    }

    /// Nothing when the account has no such list or number.
    private Optional<Element> view(Ask ask, Part part, Asset trunk, Sid sid) {
        return switch (part) {
            case CREDENTIAL_LISTS ->
                desks.assets()
                        .find(AssetKinds.CREDENTIAL_LISTS, trunk.account(), sid)
                        .map(list -> view(ask, part, trunk, sid, "CredentialList")
                                .with("friendly_name", list.value("friendly_name")));
            case IP_LISTS ->
                desks.assets()
                        .find(AssetKinds.IP_LISTS, trunk.account(), sid)
                        .map(list -> view(ask, part, trunk, sid, "IpAccessControlList")
                                .with("friendly_name", list.value("friendly_name")));
            case NUMBERS ->
                desks.store()
                        .find(PhoneNumber.KIND, sid)
                        .filter(number -> number.account().equals(trunk.account()))
                        .map(number -> view(ask, part, trunk, sid, "PhoneNumber")
                                .with("friendly_name", number.friendlyName())
                                .with("phone_number", number.number())
                                .with("capabilities", Map.of("voice", true, "sms", true, "mms", true)));
        };
    }

    private static Element view(Ask ask, Part part, Asset trunk, Sid sid, String name) {
        String since = trunk.value(part.key(sid));
        String made = since == null ? trunk.created().toString() : since;
        return new Element(name)
                .with("sid", sid.value())
                .with("account_sid", trunk.account().value())
                .with("trunk_sid", trunk.sid().value())
                .with("date_created", made)
                .with("date_updated", made)
                .with(
                        "url",
                        ask.exchange().request().base() + TrunksResource.ALL + "/" + trunk.sid() + "/" + part.path + "/"
                                + sid);
    }
}

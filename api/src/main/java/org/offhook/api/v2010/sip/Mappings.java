package org.offhook.api.v2010.sip;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Kind;

/// Which lists a SIP domain uses for calls and for registrations: `…/Auth/Calls/…Mappings`,
/// `…/Auth/Registrations/…Mappings`, and the older `…/…Mappings` that mean those for calls. A mapping has the Sid
/// of its list; it is kept in the domain as the value `calls/CL…` with the time since when.
public final class Mappings implements Resources.Resource {

    private static final String DOMAIN = Resources.ACCOUNT + SipDomains.PATH + "/{DomainSid}";

    private final Desks desks;

    public Mappings(Desks desks) {
        this.desks = desks;
    }

    /// @param use         `calls` or `registrations`
    /// @param credentials whether it maps credential lists, else address lists
    /// @param older       whether it is the older form, which names its domain
    private record Way(String path, String use, boolean credentials, boolean older) {
        SidType type() {
            return credentials ? SidType.CREDENTIAL_LIST : SidType.IP_LIST;
        }

        Kind<Asset> kind() {
            return credentials ? AssetKinds.CREDENTIAL_LISTS : AssetKinds.IP_LISTS;
        }

        String name() {
            return credentials ? "CredentialListMapping" : "IpAccessControlListMapping";
        }

        String parameter() {
            return credentials ? "CredentialListSid" : "IpAccessControlListSid";
        }
    }

    private static final List<Way> WAYS = List.of(
            new Way("/CredentialListMappings", "calls", true, true),
            new Way("/IpAccessControlListMappings", "calls", false, true),
            new Way("/Auth/Calls/CredentialListMappings", "calls", true, false),
            new Way("/Auth/Calls/IpAccessControlListMappings", "calls", false, false),
            new Way("/Auth/Registrations/CredentialListMappings", "registrations", true, false));

    @Override
    public void route(Router router, Rest rest) {
        for (Way way : WAYS) {
            String all = DOMAIN + way.path();
            router.add("GET", all, rest.guarded(ask -> with(ask, domain -> list(ask, way, domain))));
            router.add("POST", all, rest.guarded(ask -> with(ask, domain -> add(ask, way, domain))));
            router.add(
                    "GET",
                    all + "/{Sid}",
                    rest.guarded(ask -> with(
                            ask,
                            domain -> mapped(ask, way, domain)
                                    .<Answer>map(list -> Answer.ok(view(way, domain, list)))
                                    .orElseGet(() -> Answer.notFound(ask)))));
            router.add("DELETE", all + "/{Sid}", rest.guarded(ask -> with(ask, domain -> remove(ask, way, domain))));
        }
    }

    private Answer with(Ask ask, Function<Asset, Answer> then) {
        return ask.sid("DomainSid", SidType.SIP_DOMAIN)
                .flatMap(sid -> desks.assets()
                        .find(AssetKinds.SIP_DOMAINS, ask.account().sid(), sid))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer list(Ask ask, Way way, Asset domain) {
        String start = way.use() + "/" + way.type().prefix();
        List<Element> items = domain.values().keySet().stream()
                .filter(key -> key.startsWith(start))
                .flatMap(key -> Sid.parse(key.substring(way.use().length() + 1)).stream())
                .flatMap(sid -> desks.assets().find(way.kind(), domain.account(), sid).stream())
                .map(list -> view(way, domain, list))
                .toList();
        return Offsets.list(ask, way.older() ? way.name() + "s" : "Contents", items);
    }

    private Answer add(Ask ask, Way way, Asset domain) {
        String given = ask.input().get(way.parameter()).orElse("");
        Optional<Asset> list =
                Sid.parse(way.type(), given).flatMap(sid -> desks.assets().find(way.kind(), domain.account(), sid));
        if (list.isEmpty()) {
            return new Answer.Wrong(400, 21231, way.parameter() + " '" + given + "' is none of the account's lists");
        }
        Map<String, String> values = new TreeMap<>(domain.values());
        values.putIfAbsent(key(way, list.get()), desks.clock().now().toString());
        desks.assets().change(AssetKinds.SIP_DOMAINS, domain, values, null);
        return Answer.created(view(way, domain.with(values, domain.updated()), list.get()));
    }

    private Answer remove(Ask ask, Way way, Asset domain) {
        Optional<Asset> list = mapped(ask, way, domain);
        if (list.isEmpty()) {
            return Answer.notFound(ask);
        }
        Map<String, String> values = new TreeMap<>(domain.values());
        values.remove(key(way, list.get()));
        desks.assets().change(AssetKinds.SIP_DOMAINS, domain, values, null);
        return new Answer.Done();
    }

    private Optional<Asset> mapped(Ask ask, Way way, Asset domain) {
        return ask.sid("Sid", way.type())
                .filter(sid -> domain.values().containsKey(way.use() + "/" + sid))
                .flatMap(sid -> desks.assets().find(way.kind(), domain.account(), sid));
    }

    private static String key(Way way, Asset list) {
        return way.use() + "/" + list.sid();
    }

    private static Element view(Way way, Asset domain, Asset list) {
        String since = domain.value(key(way, list));
        String made = Dates.rfc2822(since == null ? list.created() : Instant.parse(since));
        Element view = new Element(way.name())
                .with("sid", list.sid().value())
                .with("account_sid", domain.account().value())
                .with("friendly_name", list.value("friendly_name"))
                .with("date_created", made)
                .with("date_updated", made);
        return way.older()
                ? view.with("domain_sid", domain.sid().value())
                        .with(
                                "uri",
                                "/2010-04-01/Accounts/" + domain.account() + SipDomains.PATH + "/" + domain.sid()
                                        + way.path() + "/" + list.sid() + ".json")
                : view;
    }
}

package org.offhook.api.v1;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.domains.SipUser;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.registrations.Online;
import org.offhook.core.registrations.Permissions;
import org.offhook.core.registrations.Registered;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `/v1/Accounts/{AccountSid}/Registrations`: which users are online, with which devices, since when, from where
/// (SPEC SIP-8). Deleting one takes its devices off; `…/Events` is its history, which stays when it has ended.
public final class RegistrationsResource {

    private static final String ALL = "/v1/Accounts/{AccountSid}/Registrations";
    private static final String ONE = ALL + "/{Sid}";

    private final Store store;
    private final Online online;
    private final Permissions permissions;

    public RegistrationsResource(Store store, Online online, Permissions permissions) {
        this.store = store;
        this.online = online;
        this.permissions = permissions;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", ALL, rest.guarded(this::list));
        router.add("GET", ONE, rest.guarded(ask -> with(ask, found -> Answer.ok(view(found)))));
        router.add(
                "DELETE",
                ONE,
                rest.guarded(
                        ask -> with(ask, found -> online.remove(found) ? new Answer.Done() : Answer.notFound(ask))));
        router.add("GET", ONE + "/Events", rest.guarded(this::history));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.exchange().query());
        Filters filters = new Filters(fields, Query.of(ask.account().sid()));
        filters.text("User", "user");
        filters.text("Domain", "realm");
        return fields.wrong()
                .orElseGet(
                        () -> Paging.list(ask, store, Registered.KIND, filters.query(), "Registrations", this::view));
    }

    private Answer with(Ask ask, Function<Registered, Answer> then) {
        return ask.sid("Sid", SidType.BINDING)
                .flatMap(sid -> store.find(Registered.KIND, sid))
                .filter(found -> found.account().equals(ask.account().sid()))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer history(Ask ask) {
        Optional<Sid> sid = ask.sid("Sid", SidType.BINDING);
        List<?> events = sid.map(subject -> store.history(ask.account().sid(), subject).stream()
                        .map(CloudEvents::of)
                        .toList())
                .orElse(List.of());
        return events.isEmpty()
                ? Answer.notFound(ask)
                : Answer.ok(new Element("RegistrationEvents")
                        .with("account_sid", ask.account().sid().value())
                        .with("sid", sid.get().value())
                        .with("events", events));
    }

    private Element view(Registered stored) {
        Registered registered = online.latest(stored);
        return new Element("Registration")
                .with("sid", registered.sid().value())
                .with("account_sid", registered.account().value())
                .with("user", registered.user())
                .with("domain", registered.realm())
                .with("date_created", registered.created().toString())
                .with("date_updated", registered.updated().toString())
                .with("permissions", permissions(registered))
                .with(
                        "devices",
                        registered.places().stream()
                                .map(RegistrationsResource::device)
                                .toList());
    }

    /// Null of a phone of the configuration, which may all, and of a user who is not known any more.
    private @Nullable Map<String, @Nullable Object> permissions(Registered registered) {
        SipUser user = permissions.of(registered.account(), registered.realm(), registered.user());
        if (user == null) {
            return null;
        }
        Map<String, @Nullable Object> rights = new LinkedHashMap<>();
        rights.put("receive_only", user.receiveOnly());
        rights.put("allowed_destinations", user.allowed());
        rights.put("secure", user.secure());
        return rights;
    }

    private static Map<String, @Nullable Object> device(Registered.Place place) {
        Map<String, @Nullable Object> device = new LinkedHashMap<>();
        device.put("contact", place.contact());
        device.put("source", place.source());
        device.put("user_agent", place.agent());
        device.put("instance", place.instance());
        device.put("flow", place.flow() == 0 ? null : place.flow());
        device.put("q", Double.toString(place.q() / 1000.0));
        device.put(
                "since",
                place.since() == 0 ? null : Instant.ofEpochSecond(place.since()).toString());
        device.put("expires", Instant.ofEpochSecond(place.expiresAt()).toString());
        return device;
    }
}

package org.offhook.api.v1;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.audit.AuditEvent;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;
import org.offhook.core.store.Store;

/// `/monitor/v1/Events` (contract §25.6): who changed what in the caller's account.
public final class AuditEventsResource {

    private static final String HOME = "/monitor/v1/Events";

    private final Store store;

    public AuditEventsResource(Store store) {
        this.store = store;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", HOME, rest.guarded(this::list));
        router.add("GET", HOME + "/{Sid}", rest.guarded(this::fetch));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("ActorSid", "actor")
                .text("EventType", "type")
                .text("ResourceSid", "resource")
                .text("SourceIpAddress", "address")
                .bound("StartDate", "created", Op.NOT_BEFORE)
                .bound("EndDate", "created", Op.NOT_AFTER)
                .query();
        return fields.wrong()
                .orElseGet(
                        () -> Paging.product(ask, store, AuditEvent.KIND, query, "events", event -> view(ask, event)));
    }

    private Answer fetch(Ask ask) {
        return ask.sid("Sid", SidType.AUDIT_EVENT)
                .flatMap(sid -> store.find(AuditEvent.KIND, sid))
                .filter(event -> event.account().equals(ask.account().sid()))
                .map(event -> Answer.ok(view(ask, event)))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private static Element view(Ask ask, AuditEvent event) {
        String url = ask.exchange().request().base() + HOME + "/" + event.sid();
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        links.put("actor", null);
        links.put("resource", null);
        return new Element("Event")
                .with("sid", event.sid().value())
                .with("account_sid", event.account().value())
                .with("actor_sid", event.actor().value())
                .with("actor_type", event.actor().is(SidType.KEY) ? "api-key" : "account")
                .with("description", null)
                .with("event_data", Map.of("parameters", event.parameters()))
                .with("event_date", event.created().toString())
                .with("event_type", event.type())
                .with(
                        "resource_sid",
                        event.resource() == null ? null : event.resource().value())
                .with("resource_type", event.resourceType())
                .with("source", "api")
                .with("source_ip_address", event.address())
                .with("url", url)
                .with("links", links);
    }
}

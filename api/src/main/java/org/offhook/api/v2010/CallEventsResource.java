package org.offhook.api.v2010;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.store.Store;

/// `…/Calls/{CallSid}/Events`: what the call asked the application and what it was told, oldest first. All that
/// happened is in the timeline (`/v1/…/Timeline`).
final class CallEventsResource implements Resources.Resource {

    private final Store store;

    CallEventsResource(Store store) {
        this.store = store;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", Resources.ACCOUNT + "/Calls/{CallSid}/Events", rest.guarded(this::list));
    }

    private Answer list(Ask ask) {
        Optional<Call> call = CallsResource.find(ask, store, "CallSid");
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        List<Element> exchanges = new ArrayList<>();
        for (StoredEvent stored : store.history(call.get().account(), call.get().sid())) {
            if (stored.event().type() == EventType.WEBHOOK) {
                exchanges.add(view(stored.event()));
            }
        }
        return Offsets.list(ask, "Events", exchanges);
    }

    private static Element view(Event event) {
        Map<String, String> data = event.data();
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("method", data.get("method"));
        request.put("url", data.get("url"));
        request.put("parameters", parameters(data.getOrDefault("request", "")));
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("date_created", Dates.rfc2822(event.time()));
        response.put("response_code", number(data.get("status")));
        response.put("error_code", number(data.get("code")));
        response.put("request_duration", number(data.get("took_ms")));
        response.put("content_type", data.get("content_type"));
        response.put("response_body", data.get("response"));
        return new Element("Event").with("request", request).with("response", response);
    }

    private static Map<String, @Nullable Object> parameters(String encoded) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        Params.parse(encoded).orElse(Params.NONE).forEach(parameters::put);
        return parameters;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}

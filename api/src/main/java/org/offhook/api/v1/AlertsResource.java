package org.offhook.api.v1;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Renderer;
import org.offhook.api.rest.Rest;
import org.offhook.core.ids.SidType;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;
import org.offhook.core.store.Store;

/// `/monitor/v1/Alerts` (contract §25.6): the errors and warnings of the caller's account. A list shows them
/// without the request and response.
public final class AlertsResource {

    private static final String HOME = "/monitor/v1/Alerts";
    private static final Map<String, Long> LEVELS = Map.of("error", 0L, "warning", 1L);

    private final Store store;

    public AlertsResource(Store store) {
        this.store = store;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", HOME, rest.guarded(this::list));
        router.add("GET", HOME + "/{Sid}", rest.guarded(this::fetch));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = Query.of(ask.account().sid());
        String level = fields.text("LogLevel");
        if (level != null) {
            Long log = LEVELS.get(level);
            if (log == null) {
                return new Answer.Wrong(400, 20422, "LogLevel is error or warning, not '" + level + "'");
            }
            query = query.where("log", log);
        }
        Query filtered = new Filters(fields, query)
                .bound("StartDate", "created", Op.NOT_BEFORE)
                .bound("EndDate", "created", Op.NOT_AFTER)
                .query();
        return fields.wrong()
                .orElseGet(() -> Paging.product(
                        ask, store, Notification.KIND, filtered, "alerts", alert -> summary(ask, alert)));
    }

    private Answer fetch(Ask ask) {
        Optional<Notification> found = ask.sid("Sid", SidType.NOTIFICATION)
                .flatMap(sid -> store.find(Notification.KIND, sid))
                .filter(alert -> alert.account().equals(ask.account().sid()));
        return found.<Answer>map(alert -> Answer.ok(summary(ask, alert)
                        .with("request_headers", null)
                        .with("request_variables", alert.request())
                        .with("response_headers", alert.responseHeaders())
                        .with("response_body", alert.response())))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private static Element summary(Ask ask, Notification alert) {
        String time = alert.created().toString();
        return new Element("Alert")
                .with("sid", alert.sid().value())
                .with("account_sid", alert.account().value())
                .with("resource_sid", text(alert))
                .with("service_sid", null)
                .with("log_level", alert.error() ? "error" : "warning")
                .with("error_code", Integer.toString(alert.code()))
                .with("more_info", Renderer.moreInfo(alert.code()))
                .with("alert_text", alert.message())
                .with("request_method", alert.method())
                .with("request_url", alert.url())
                .with("api_version", "2010-04-01")
                .with("date_generated", time)
                .with("date_created", time)
                .with("date_updated", time)
                .with("url", ask.exchange().request().base() + HOME + "/" + alert.sid());
    }

    private static @Nullable String text(Notification alert) {
        return alert.subject() == null ? null : alert.subject().value();
    }
}

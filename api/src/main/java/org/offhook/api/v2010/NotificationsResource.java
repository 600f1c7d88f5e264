package org.offhook.api.v2010;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Renderer;
import org.offhook.api.rest.Rest;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `…/Notifications` of an account and of a call: what went wrong or looked odd. A list shows them without the
/// request and response, which may be long.
final class NotificationsResource implements Resources.Resource {

    private static final String ALL = Resources.ACCOUNT + "/Notifications";
    private static final String OF_CALL = Resources.ACCOUNT + "/Calls/{CallSid}/Notifications";

    private final Store store;

    NotificationsResource(Store store) {
        this.store = store;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add(
                "GET", ALL, rest.guarded(ask -> list(ask, Query.of(ask.account().sid()))));
        router.add("GET", ALL + "/{Sid}", rest.guarded(this::fetch));
        router.add("GET", OF_CALL, rest.guarded(this::listOfCall));
        router.add("GET", OF_CALL + "/{Sid}", rest.guarded(this::fetch));
    }

    private Answer listOfCall(Ask ask) {
        return CallsResource.find(ask, store, "CallSid")
                .map(call -> list(
                        ask,
                        Query.of(call.account()).where("subject", call.sid().value())))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer list(Ask ask, Query query) {
        Fields fields = new Fields(ask.input());
        int log = fields.number("Log", -1, 0, 1, 20422);
        Query filtered = new Filters(fields, log < 0 ? query : query.where("log", (long) log))
                .time("MessageDate", "created")
                .query();
        return fields.wrong()
                .orElseGet(() -> Paging.list(
                        ask, store, Notification.KIND, filtered, "Notifications", NotificationsResource::summary));
    }

    private Answer fetch(Ask ask) {
        Optional<Notification> found = ask.sid("Sid", SidType.NOTIFICATION)
                .flatMap(sid -> store.find(Notification.KIND, sid))
                .filter(notification ->
                        notification.account().equals(ask.account().sid()));
        String call = ask.exchange().path().get("CallSid");
        return found.filter(notification -> call == null || call.equals(text(notification.subject())))
                .<Answer>map(notification -> Answer.ok(whole(notification)))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private static Element whole(Notification notification) {
        return summary(notification)
                .with("request_variables", notification.request())
                .with("response_headers", notification.responseHeaders())
                .with("response_body", notification.response());
    }

    private static Element summary(Notification notification) {
        Sid subject = notification.subject();
        boolean ofCall = subject != null && subject.is(SidType.CALL);
        return new Element("Notification")
                .with("sid", notification.sid().value())
                .with("account_sid", notification.account().value())
                .with("call_sid", ofCall ? text(subject) : null)
                .with("log", notification.error() ? "0" : "1")
                .with("error_code", Integer.toString(notification.code()))
                .with("more_info", Renderer.moreInfo(notification.code()))
                .with("message_text", notification.message())
                .with("message_date", Dates.rfc2822(notification.created()))
                .with("request_method", notification.method())
                .with("request_url", notification.url())
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(notification.created()))
                .with("date_updated", Dates.rfc2822(notification.created()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + notification.account() + "/Notifications/" + notification.sid()
                                + ".json");
    }

    private static @Nullable String text(@Nullable Sid sid) {
        return sid == null ? null : sid.value();
    }
}

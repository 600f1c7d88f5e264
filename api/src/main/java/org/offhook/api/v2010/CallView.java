package org.offhook.api.v2010;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.E164;

/// A call as the contract shows it (§26): durations are strings, and what has not happened yet is null.
public final class CallView {

    private CallView() {}

    public static Element of(Call call, String currency) {
        String uri = "/2010-04-01/Accounts/" + call.account() + "/Calls/" + call.sid();
        return new Element("Call")
                .with("sid", call.sid().value())
                .with("date_created", Dates.rfc2822(call.created()))
                .with("date_updated", Dates.rfc2822(call.updated()))
                .with("parent_call_sid", text(call.parent()))
                .with("account_sid", call.account().value())
                .with("to", call.to())
                .with("to_formatted", E164.formatted(call.to()))
                .with("from", call.from())
                .with("from_formatted", E164.formatted(call.from()))
                .with("phone_number_sid", text(call.number()))
                .with("status", call.status().text())
                .with("start_time", Dates.rfc2822(call.started()))
                .with("end_time", Dates.rfc2822(call.ended()))
                .with("duration", call.ended() == null ? null : Long.toString(call.seconds()))
                .with("price", Costs.price(call.charge()))
                .with("price_unit", Costs.unit(call.charge(), currency))
                .with("direction", call.direction().text())
                .with("answered_by", call.answeredBy())
                .with("api_version", "2010-04-01")
                .with("forwarded_from", call.forwardedFrom())
                .with("group_sid", null)
                .with("caller_name", call.callerName())
                .with("queue_time", Long.toString(call.queuedSeconds() * 1000L))
                .with("trunk_sid", text(call.trunk()))
                .with("uri", uri + ".json")
                .with("subresource_uris", links(uri));
    }

    private static Map<String, Object> links(String uri) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("notifications", uri + "/Notifications.json");
        links.put("recordings", uri + "/Recordings.json");
        links.put("payments", uri + "/Payments.json");
        links.put("events", uri + "/Events.json");
        links.put("siprec", uri + "/Siprec.json");
        links.put("streams", uri + "/Streams.json");
        links.put("transcriptions", uri + "/Transcriptions.json");
        links.put("user_defined_message_subscriptions", uri + "/UserDefinedMessageSubscriptions.json");
        links.put("user_defined_messages", uri + "/UserDefinedMessages.json");
        return links;
    }

    private static @Nullable String text(@Nullable Sid sid) {
        return sid == null ? null : sid.value();
    }
}

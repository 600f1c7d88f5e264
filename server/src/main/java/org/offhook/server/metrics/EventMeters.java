package org.offhook.server.metrics;

import java.time.Duration;
import java.util.Map;
import org.offhook.core.events.EventListener;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.meters.Counter;
import org.offhook.core.meters.Histogram;
import org.offhook.core.meters.Meters;

/// Counts what the event log tells: calls, webhooks, callbacks, messages, errors. Each count is a projection of
/// the log, so it cannot say anything else than the timeline of the calls.
public final class EventMeters implements EventListener {

    private static final String UNKNOWN = "unknown";

    private final Counter events;
    private final Counter begun;
    private final Counter answered;
    private final Counter ended;
    private final Counter webhooks;
    private final Histogram webhookTime;
    private final Counter callbacks;
    private final Histogram callbackTime;
    private final Counter problems;

    public EventMeters(Meters meters) {
        events = meters.counter("offhook_events", "Events logged.", "type");
        begun = meters.counter("offhook_calls_begun", "Calls that came in or were placed.", "direction");
        answered = meters.counter("offhook_calls_answered", "Calls that were answered.");
        ended = meters.counter("offhook_calls_ended", "Calls that are over.", "direction", "status");
        webhooks = meters.counter("offhook_webhooks", "Requests for documents, by what came of them.", "outcome");
        webhookTime = meters.histogram("offhook_webhook_seconds", "How long requests for documents took.");
        callbacks = meters.counter("offhook_callbacks", "Attempts to deliver a callback.", "outcome");
        callbackTime = meters.histogram("offhook_callback_seconds", "How long attempts to deliver a callback took.");
        problems = meters.counter("offhook_call_problems", "What developers were told about.", "kind", "code");
    }

    @Override
    public void happened(Sid account, Sid subject, Happening happening) {
        Map<String, String> data = happening.data();
        events.count(happening.type().text());
        switch (happening.type()) {
            case CALL_INITIATED -> begun.count(data.getOrDefault("direction", UNKNOWN));
            case CALL_ANSWERED -> answered.count();
            case CALL_ENDED ->
                ended.count(data.getOrDefault("direction", UNKNOWN), data.getOrDefault("status", UNKNOWN));
            case CALL_ERROR -> problems.count("error", data.getOrDefault("code", UNKNOWN));
            case CALL_WARNING -> problems.count("warning", data.getOrDefault("code", UNKNOWN));
            case WEBHOOK -> exchange(webhooks, webhookTime, data);
            case CALLBACK -> exchange(callbacks, callbackTime, data);
            default -> {}
        }
    }

    private static void exchange(Counter outcomes, Histogram time, Map<String, String> data) {
        String status = data.getOrDefault("status", "0");
        outcomes.count(status.equals("0") ? "failed" : status.charAt(0) + "xx");
        time.took(Duration.ofMillis(Long.parseLong(data.getOrDefault("took_ms", "0"))));
    }
}

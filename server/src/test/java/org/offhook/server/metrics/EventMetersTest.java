package org.offhook.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.meters.Meters;
import org.offhook.core.meters.PrometheusText;

class EventMetersTest {

    private static final Sid ACCOUNT = new Sid("AC00000000000000000000000000000001");
    private static final Sid CALL = new Sid("CA00000000000000000000000000000001");

    private final Meters meters = new Meters();
    private final EventMeters events = new EventMeters(meters);

    @Test
    void callsAreCountedByDirectionAndStatus() {
        happened(EventType.CALL_INITIATED, Map.of("direction", "inbound"));
        happened(EventType.CALL_ANSWERED, Map.of());
        happened(EventType.CALL_ENDED, Map.of("direction", "inbound", "status", "completed"));

        assertThat(lines())
                .contains(
                        "offhook_calls_begun_total{direction=\"inbound\"} 1",
                        "offhook_calls_answered_total 1",
                        "offhook_calls_ended_total{direction=\"inbound\",status=\"completed\"} 1",
                        "offhook_events_total{type=\"call.ended\"} 1");
    }

    @Test
    void webhooksAreCountedByOutcomeAndTime() {
        happened(EventType.WEBHOOK, Map.of("status", "200", "took_ms", "7"));
        happened(EventType.WEBHOOK, Map.of("status", "404", "took_ms", "7"));
        happened(EventType.WEBHOOK, Map.of("code", "11205", "took_ms", "5000"));

        assertThat(lines())
                .contains(
                        "offhook_webhooks_total{outcome=\"2xx\"} 1",
                        "offhook_webhooks_total{outcome=\"4xx\"} 1",
                        "offhook_webhooks_total{outcome=\"failed\"} 1",
                        "offhook_webhook_seconds_bucket{le=\"0.01\"} 2",
                        "offhook_webhook_seconds_count 3",
                        "offhook_webhook_seconds_sum 5.014");
    }

    @Test
    void problemsAreCountedByCode() {
        happened(EventType.CALL_ERROR, Map.of("code", "12100"));
        happened(EventType.CALL_WARNING, Map.of("code", "12200"));

        assertThat(lines())
                .contains(
                        "offhook_call_problems_total{kind=\"error\",code=\"12100\"} 1",
                        "offhook_call_problems_total{kind=\"warning\",code=\"12200\"} 1");
    }

    private void happened(EventType type, Map<String, String> data) {
        events.happened(ACCOUNT, CALL, new Happening(Instant.EPOCH, type, data));
    }

    private java.util.List<String> lines() {
        return PrometheusText.write(meters.all()).lines().toList();
    }
}

package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Signature;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `/v1/Accounts/{AccountSid}/Settings`, and the signatures that a timeline explains.
final class SettingsTest {

    private static final String HOME = "/v1/Accounts/" + ALICE + "/Settings";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void whatMayGoToCarriersIsSet() {
        Reply set = fixture.alice.post(
                HOME,
                "AllowedDestinations",
                "+1 +49",
                "BarredDestinations",
                "+1900",
                "CallsPerSecond",
                "2",
                "ConcurrentCalls",
                "5",
                "SpendPerDay",
                "12.50");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.at("/allowed_destinations/1")).isEqualTo("+49");
        assertThat(set.at("/barred_destinations/0")).isEqualTo("+1900");
        assertThat(set.at("/calls_per_second")).isEqualTo("2");
        assertThat(set.at("/concurrent_calls")).isEqualTo("5");
        assertThat(set.at("/spend_per_day")).isEqualTo("12.50");
        Reply kept = fixture.alice.post(HOME, "SpendPerDay", "", "AllowedDestinations", "");
        assertThat(kept.json().get("spend_per_day").isNull()).isTrue();
        assertThat(kept.json().get("allowed_destinations")).isEmpty();
        assertThat(kept.at("/concurrent_calls")).isEqualTo("5");
        assertThat(fixture.alice.post(HOME, "AllowedDestinations", "Germany").at("/code"))
                .isEqualTo("20422");
        assertThat(fixture.alice.post(HOME, "SpendPerDay", "-1").at("/code")).isEqualTo("20422");
    }

    @Test
    void whatIsNotSentStaysAndWhatIsSentEmptyIsTakenAway() {
        Reply first = fixture.alice.post(
                HOME,
                "DebuggerUrl",
                "https://app.example.net/debugger",
                "MaskDigits",
                "true",
                "SensitiveParameters",
                "Digits",
                "SensitiveParameters",
                "SpeechResult");
        assertThat(first.at("/debugger_url")).isEqualTo("https://app.example.net/debugger");
        assertThat(first.at("/debugger_method")).isEqualTo("POST");
        assertThat(first.json().at("/sensitive_parameters")).hasSize(2);
        Reply second = fixture.alice.post(HOME, "SensitiveParameters", "");
        assertThat(second.json().at("/sensitive_parameters")).isEmpty();
        assertThat(second.at("/debugger_url")).isEqualTo("https://app.example.net/debugger");
        assertThat(fixture.alice
                        .post(HOME, "DebuggerUrl", "")
                        .json()
                        .at("/debugger_url")
                        .isNull())
                .isTrue();
        assertThat(fixture.alice.get(HOME).json().at("/mask_digits").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsWrongChangesNothing() {
        assertThat(fixture.alice.post(HOME, "DebuggerUrl", "nowhere").status()).isEqualTo(400);
        assertThat(fixture.alice.post(HOME, "MaskDigits", "perhaps").status()).isEqualTo(400);
        assertThat(fixture.alice.post(HOME, "SensitiveParameters", "Di gits").status())
                .isEqualTo(400);
        assertThat(fixture.alice.get(HOME).json().at("/mask_digits").asBoolean())
                .isFalse();
    }

    @Test
    void aTimelineTellsWhatWasSignedAndWhichUrlsAValidatorMayTake() {
        Call call = ApiFixture.call(1, Map.of());
        fixture.store.commit(Change.put(Call.KIND, call));
        happened(call.sid(), 0, EventType.WEBHOOK, "POST", "https://app.example.net/voice?a=1", "To=%2B1555&From=b");
        happened(call.sid(), 1, EventType.CALLBACK, "GET", "http://user:pw@app.example.net:8080/s#rc=2", "Digits=1");
        Reply timeline = fixture.alice.get("/v1/Accounts/" + ALICE + "/Calls/" + call.sid() + "/Timeline");
        String url = "https://app.example.net/voice?a=1";
        assertThat(timeline.at("/events/0/signature/signed_text")).isEqualTo(url + "FrombTo+1555");
        assertThat(timeline.at("/events/0/signature/value"))
                .isEqualTo(Signature.sign("alices-token", url, Parameters.decoded("To=%2B1555&From=b")));
        assertThat(timeline.json().at("/events/0/signature/url_variants"))
                .extracting(variant -> variant.asText())
                .containsExactly(url, "https://app.example.net:443/voice?a=1");
        assertThat(timeline.at("/events/1/signature/signed_text")).isEqualTo("http://app.example.net:8080/s");
    }

    @Test
    void whatIsMaskedIsNotExplained() {
        Call call = ApiFixture.call(1, Map.of());
        fixture.store.commit(Change.put(Call.KIND, call));
        happened(call.sid(), 0, EventType.WEBHOOK, "POST", "https://app.example.net/voice", "Digits=***");
        fixture.alice.post(HOME, "MaskDigits", "true");
        Reply timeline = fixture.alice.get("/v1/Accounts/" + ALICE + "/Calls/" + call.sid() + "/Timeline");
        assertThat(timeline.json().at("/events/0").has("signature")).isFalse();
    }

    private void happened(Sid call, int sequence, EventType type, String method, String url, String request) {
        Map<String, String> data = new TreeMap<>(Map.of("method", method, "url", url, "request", request));
        fixture.store.commit(
                Change.append(new Event(Samples.sid("EV", sequence + 1), ALICE, call, sequence, NOON, type, data)));
    }
}

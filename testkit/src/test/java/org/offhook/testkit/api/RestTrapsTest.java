package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Change;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Signature;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// The traps of REST that applications depend on (contract §23).
final class RestTrapsTest {

    private static final String URL = "https://app.example.net/voice";

    private final ApiFixture fixture = new ApiFixture();

    private void keep(Call call) {
        fixture.store.commit(Change.put(Call.KIND, call));
    }

    private Reply place(String... more) {
        String[] form = {"To", "+14155550100", "From", "+14155550101", "Url", URL};
        String[] all = java.util.stream.Stream.of(form, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return fixture.alice.post(HOME + "/Calls.json", all);
    }

    @Test
    void t12AFormRepeatsTheNameOfAnArray() {
        place("StatusCallbackEvent", "ringing", "StatusCallbackEvent", "answered");
        assertThat(fixture.placed.getLast().statusEvents()).containsExactly("ringing", "answered");
    }

    @Test
    void t13DurationsAndCountsAreStrings() {
        keep(ApiFixture.call(
                1, Map.of("status", CallStatus.COMPLETED, "started", NOON, "ended", NOON.plusSeconds(75))));
        JsonNode call = fixture.alice
                .get(HOME + "/Calls/" + ApiFixture.call(1, Map.of()).sid() + ".json")
                .json();
        assertThat(call.get("duration").isTextual()).isTrue();
        assertThat(call.get("duration").asText()).isEqualTo("75");
        assertThat(call.get("queue_time").isTextual()).isTrue();
    }

    @Test
    void t14AUrlIsSignedWithThePortItIsAskedAt() {
        Parameters form = Parameters.NONE.with("To", "+1555");
        assertThat(Signature.signed("https://app.example.net:8443/voice", form))
                .isEqualTo("https://app.example.net:8443/voiceTo+1555");
        assertThat(Signature.sign("t", "https://app.example.net:8443/voice", form))
                .isNotEqualTo(Signature.sign("t", URL, form));
    }

    @Test
    void t15AUrlIsSignedAsItWasGivenWhateverAProxyBeforeTheApplicationMakesOfIt() {
        Parameters form = Parameters.NONE.with("To", "+1555");
        assertThat(Signature.signed(URL, form)).isEqualTo(URL + "To+1555");
        assertThat(Signature.sign("t", URL, form))
                .isNotEqualTo(Signature.sign("t", URL.replace("https", "http"), form));
    }

    @Test
    void t16ListsAreNewestFirst() {
        keep(ApiFixture.call(1, Map.of()));
        keep(ApiFixture.call(3, Map.of()));
        keep(ApiFixture.call(2, Map.of()));
        assertThat(fixture.alice.get(HOME + "/Calls.json").json().get("calls").findValuesAsText("sid"))
                .containsExactly(
                        Samples.sid("CA", 3).value(),
                        Samples.sid("CA", 2).value(),
                        Samples.sid("CA", 1).value());
    }

    @Test
    void t17TheLinkToTheNextPageIsNullAndNotMissing() {
        JsonNode page = fixture.alice.get(HOME + "/Calls.json").json();
        assertThat(page.has("next_page_uri")).isTrue();
        assertThat(page.get("next_page_uri").isNull()).isTrue();
    }

    @Test
    void t18ThePlusOfANumberInAFormIsEscaped() {
        place();
        assertThat(fixture.placed.getLast().to()).isEqualTo("+14155550100");
    }

    @Test
    void t23WhatIsDeletedIsAnsweredWithAnEmpty204() {
        keep(ApiFixture.call(1, Map.of("status", CallStatus.COMPLETED)));
        Reply reply = fixture.alice.delete(
                HOME + "/Calls/" + ApiFixture.call(1, Map.of()).sid() + ".json");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void t28UnknownParametersAndFiltersAreIgnored() {
        assertThat(place("Colour", "blue").status()).isEqualTo(201);
        keep(ApiFixture.call(1, Map.of()));
        assertThat(fixture.alice.get(HOME + "/Calls.json?Colour=blue").json().get("calls"))
                .hasSize(1);
    }

    @Test
    void anApplicationTellsWhoHearsOfAMessage() {
        Asset application = new Asset(
                Samples.sid("AP", 1),
                ALICE,
                null,
                Map.of("message_status_callback", "https://app.example.net/told"),
                NOON,
                NOON);
        fixture.store.commit(Change.put(AssetKinds.APPLICATIONS, application));
        Reply sent = fixture.alice.post(
                HOME + "/Messages.json",
                "To",
                "+14155550100",
                "From",
                "+14155550101",
                "Body",
                "text",
                "ApplicationSid",
                application.sid().value(),
                "ScheduleType",
                "fixed",
                "SendAt",
                "2026-11-21T12:00:00Z",
                "ValidityPeriod",
                "600");
        assertThat(sent.status()).isEqualTo(201);
        var command = fixture.sent.getLast();
        assertThat(command.statusCallback().url()).isEqualTo("https://app.example.net/told");
        assertThat(command.timing().due()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(command.timing().expires()).isEqualTo("2026-11-21T12:10:00Z");
    }

    @Test
    void whatIsNotScheduledCannotBeCanceled() {
        fixture.store.commit(
                Change.put(Message.KIND, ApiFixture.message(1, Map.of("status", Message.Status.DELIVERED))));
        Reply reply = fixture.alice.post(
                HOME + "/Messages/" + ApiFixture.message(1, Map.of()).sid() + ".json", "Status", "canceled");
        assertThat(reply.at("/code")).isEqualTo("20422");
    }
}

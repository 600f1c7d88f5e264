package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// The account's debugger webhook hears of every error and warning (contract §21).
final class DebuggerTest {

    private static RouterWorld world() {
        RouterWorld world = new RouterWorld();
        AccountSettings settings = new AccountSettings(new Hook(world.app.url("/debugger"), "POST"), false, List.of());
        world.store.commit(Change.put(Account.KIND, world.account.choosing(settings, world.timeline.now())));
        return world.number(RouterWorld.NUMBER, "/voice");
    }

    @Test
    void anErrorIsToldWithTheRequestAndTheResponseItHappenedIn() throws Exception {
        try (RouterWorld world = world()) {
            world.app.on("/debugger", Reply.status(204)).on("/voice", Reply.xml("<Response><Say>é"));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest told = world.app.request("/debugger");
            assertThat(told.parameter("AccountSid"))
                    .isEqualTo(world.account.sid().value());
            assertThat(told.parameter("Sid")).startsWith("NO");
            assertThat(told.parameter("Level")).isEqualTo("ERROR");
            assertThat(told.parameter("PayloadType")).isEqualTo("application/json");
            assertThat(told.parameter("Timestamp")).startsWith("2026-01-05T09:0");
            JsonNode payload = new ObjectMapper().readTree(told.parameter("Payload"));
            assertThat(payload.at("/resource_sid").asText())
                    .isEqualTo(world.call().sid().value());
            assertThat(payload.at("/error_code").asText()).isEqualTo("12100");
            assertThat(payload.at("/webhook/request/url").asText()).isEqualTo(world.app.url("/voice"));
            assertThat(payload.at("/webhook/request/parameters/CallStatus").asText())
                    .isEqualTo("ringing");
            assertThat(payload.at("/webhook/response/status_code").asInt()).isEqualTo(200);
            assertThat(payload.at("/webhook/response/headers/content-type").asText())
                    .contains("xml");
            assertThat(payload.at("/webhook/response/body").asText()).isEqualTo("<Response><Say>é");
        }
    }

    @Test
    void aStatusCallbackThatFailsIsToldAsAWarningInItsTurn() {
        try (RouterWorld world = world()) {
            world.app.on("/debugger", Reply.status(204)).on("/status", Reply.status(404));
            world.outside(RestTest.BOB);
            RestTest.place(world, world.order(RestTest.BOB, RestTest.HELLO));
            world.toTheEnd();
            assertThat(world.app.requests("/debugger")).isNotEmpty().allSatisfy(told -> {
                assertThat(told.parameter("Level")).isEqualTo("WARNING");
                assertThat(told.parameter("Payload")).contains("\"error_code\":\"15003\"");
            });
        }
    }

    @Test
    void aDebuggerThatFailsIsNotToldOfItsOwnFailure() {
        try (RouterWorld world = world()) {
            world.app.on("/debugger", Reply.status(404)).on("/voice", Reply.status(404));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.requests("/debugger")).hasSize(1);
            assertThat(world.codes()).containsExactlyInAnyOrder(11200, 15003);
        }
    }
}

package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.Reply;

/// `…/Calls/{CallSid}/Streams`. What streams do is tested with calls.
final class StreamsTest {

    private static final String URL = "wss://app.example/listen";

    private final ApiFixture fixture = new ApiFixture();
    private String streams = "";

    @BeforeEach
    void aCallIsInProgress() {
        streams = streamsOf(CallStatus.IN_PROGRESS, 1);
    }

    private String streamsOf(CallStatus status, int seed) {
        Call call = ApiFixture.call(seed, Map.of("status", status));
        fixture.store.commit(Change.put(Call.KIND, call));
        return HOME + "/Calls/" + call.sid() + "/Streams";
    }

    @Test
    void aStreamIsBegunAndEndedByItsName() {
        Reply made = fixture.alice.post(
                streams + ".json", "Url", URL, "Name", "ear", "Parameter1.Name", "shop", "Parameter1.Value", "12");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.at("/sid")).startsWith("MZ");
        assertThat(made.at("/status")).isEqualTo("in-progress");
        assertThat(fixture.alice
                        .post(streams + ".json", "Url", URL, "Name", "ear")
                        .at("/code"))
                .isEqualTo("20409");

        Reply stopped = fixture.alice.post(streams + "/ear.json", "Status", "stopped");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.at("/sid")).isEqualTo(made.at("/sid"));
        assertThat(stopped.at("/status")).isEqualTo("stopped");
        assertThat(fixture.told).hasSize(2);
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThat(code()).isEqualTo("21205");
        assertThat(code("Url", "https://app.example/")).isEqualTo("31922");
        assertThat(code("Url", "ws://app.example/")).isEqualTo("31922");
        assertThat(code("Url", "wss://")).isEqualTo("31923");
        assertThat(code("Url", URL, "Track", "both")).isEqualTo("31941");
        assertThat(fixture.alice
                        .post(streams + "/MZ1.json", "Status", "stopped")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.alice.post(streams + "/ear.json", "Status", "paused").at("/code"))
                .isEqualTo("20001");
        assertThat(fixture.told).isEmpty();
    }

    @Test
    void onlyACallInProgressIsStreamedAndOnlySoManyTimes() {
        assertThat(fixture.alice
                        .post(streamsOf(CallStatus.COMPLETED, 2) + ".json", "Url", URL)
                        .at("/code"))
                .isEqualTo("21220");
        for (int i = 0; i < 4; i++) {
            assertThat(fixture.alice.post(streams + ".json", "Url", URL).status())
                    .isEqualTo(200);
        }
        assertThat(code("Url", URL)).isEqualTo("31960");
    }

    private String code(String... form) {
        return fixture.alice.post(streams + ".json", form).at("/code");
    }
}

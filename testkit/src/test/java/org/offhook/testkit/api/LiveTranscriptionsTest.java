package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.Reply;

/// `Calls/{CallSid}/Transcriptions`.
final class LiveTranscriptionsTest {

    private final ApiFixture fixture = new ApiFixture();

    private String of(CallStatus status) {
        Call call = ApiFixture.call(1, Map.of("status", status));
        fixture.store.commit(Change.put(Call.KIND, call));
        return HOME + "/Calls/" + call.sid() + "/Transcriptions";
    }

    @Test
    void oneIsBegunAndEndedByItsName() {
        String all = of(CallStatus.IN_PROGRESS);
        Reply begun = fixture.alice.post(all + ".json", "Name", "notes", "Track", "inbound_track");
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.at("/sid")).startsWith("GT");
        assertThat(begun.at("/status")).isEqualTo("in-progress");
        assertThat(fixture.alice.post(all + ".json", "Name", "notes").status()).isEqualTo(409);
        Reply ended = fixture.alice.post(all + "/notes.json", "Status", "stopped");
        assertThat(ended.at("/sid")).isEqualTo(begun.at("/sid"));
        assertThat(ended.at("/status")).isEqualTo("stopped");
    }

    @Test
    void whatIsWrongIsRefused() {
        String all = of(CallStatus.IN_PROGRESS);
        assertThat(fixture.alice.post(all + ".json", "Track", "both").at("/code"))
                .isEqualTo("20001");
        assertThat(fixture.alice
                        .post(all + ".json", "StatusCallbackUrl", "nowhere")
                        .at("/code"))
                .isEqualTo("21205");
        assertThat(fixture.alice.post(all + "/GT1.json", "Status", "stopped").status())
                .isEqualTo(404);
        assertThat(fixture.alice.post(all + "/GT1.json", "Status", "paused").at("/code"))
                .isEqualTo("20001");
        assertThat(fixture.alice.post(of(CallStatus.COMPLETED) + ".json").at("/code"))
                .isEqualTo("21220");
    }
}

package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.Reply;

/// Recordings of live calls by POST. What becomes of their sound is tested with calls.
final class RecordingControlTest {

    private final ApiFixture fixture = new ApiFixture();

    private String recordings(CallStatus status, int seed) {
        Call call = ApiFixture.call(seed, Map.of("status", status));
        fixture.store.commit(Change.put(Call.KIND, call));
        return HOME + "/Calls/" + call.sid() + "/Recordings";
    }

    @Test
    void t25ARecordingIsBegunPausedAndStoppedAsTheCurrentOne() {
        String home = recordings(CallStatus.IN_PROGRESS, 1);
        Reply made = fixture.alice.post(home + ".json", "RecordingChannels", "dual", "RecordingTrack", "inbound");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/status")).isEqualTo("in-progress");
        assertThat(made.at("/channels")).isEqualTo("2");
        assertThat(made.at("/track")).isEqualTo("inbound");
        assertThat(made.at("/source")).isEqualTo("StartCallRecordingAPI");

        Reply paused = fixture.alice.post(home + "/Twilio.CURRENT.json", "Status", "paused", "PauseBehavior", "skip");
        assertThat(paused.at("/status")).isEqualTo("paused");
        assertThat(paused.at("/sid")).isEqualTo(made.at("/sid"));
        assertThat(fixture.alice.post(made.at("/uri"), "Status", "stopped").at("/status"))
                .isEqualTo("stopped");
        assertThat(fixture.told).hasSize(3);
    }

    @Test
    void whatIsWrongIsRefused() {
        String home = recordings(CallStatus.IN_PROGRESS, 1);
        assertThat(fixture.alice.post(home + ".json", "RecordingChannels", "3").at("/code"))
                .isEqualTo("20001");
        assertThat(fixture.alice
                        .post(home + ".json", "RecordingStatusCallback", "nonsense")
                        .at("/code"))
                .isEqualTo("21609");
        assertThat(fixture.alice
                        .post(home + "/Twilio.CURRENT.json", "Status", "paused")
                        .status())
                .isEqualTo(404);
        String uri = fixture.alice.post(home + ".json").at("/uri");
        assertThat(fixture.alice.post(uri).at("/code")).isEqualTo("20001");
        assertThat(fixture.alice.post(uri, "Status", "processing").at("/code")).isEqualTo("20001");
        assertThat(fixture.alice
                        .post(recordings(CallStatus.COMPLETED, 2) + ".json")
                        .at("/code"))
                .isEqualTo("21220");
    }
}

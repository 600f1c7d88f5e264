package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Change;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.core.transcriptions.Transcription.Status;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `…/Transcriptions` of an account and of a recording.
final class TranscriptionsTest {

    private static final Sid RECORDING = Samples.sid("RE", 1);

    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void twoOfOneRecordingAndOneOfAnother() {
        fixture.store.commit(Change.put(
                Recording.KIND,
                Samples.make(Recording.KIND, 1, true, Map.of("sid", RECORDING, "account", ALICE, "created", NOON))));
        keep(1, Status.COMPLETED, Map.of("text", "Good morning."));
        keep(2, Status.IN_PROGRESS, Map.of());
        keep(3, Status.FAILED, Map.of("recording", Samples.sid("RE", 2)));
        keep(4, Status.COMPLETED, Map.of("account", BOB));
    }

    @Test
    void oneIsShownWithItsText() {
        Reply reply = fixture.alice.get(HOME + "/Transcriptions/" + sid(1) + ".json");
        assertThat(reply.at("/transcription_text")).isEqualTo("Good morning.");
        assertThat(reply.at("/status")).isEqualTo("completed");
        assertThat(reply.at("/recording_sid")).isEqualTo(RECORDING.value());
        assertThat(reply.at("/duration")).isEqualTo("7");
        assertThat(fixture.alice
                        .get(HOME + "/Recordings/" + RECORDING + "/Transcriptions/" + sid(1) + ".json")
                        .at("/sid"))
                .isEqualTo(sid(1));
    }

    @Test
    void asTxtItIsTheTextAloneOnceThereIsOne() {
        Reply text = fixture.alice.get(HOME + "/Transcriptions/" + sid(1) + ".txt");
        assertThat(text.text()).isEqualTo("Good morning.");
        assertThat(text.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(fixture.alice
                        .get(HOME + "/Transcriptions/" + sid(2) + ".txt")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.nobody
                        .get(HOME + "/Transcriptions/" + sid(1) + ".txt")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void listsAreOfTheAccountOrOfARecording() {
        assertThat(found(HOME + "/Transcriptions.json")).containsExactly(sid(3), sid(2), sid(1));
        assertThat(found(HOME + "/Recordings/" + RECORDING + "/Transcriptions.json"))
                .containsExactly(sid(2), sid(1));
        assertThat(fixture.alice
                        .get(HOME + "/Recordings/" + Samples.sid("RE", 9) + "/Transcriptions.json")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsBeingMadeCannotBeDeletedYetAndOthersAreNotThere() {
        assertThat(fixture.alice
                        .delete(HOME + "/Transcriptions/" + sid(2) + ".json")
                        .status())
                .isEqualTo(400);
        assertThat(fixture.alice
                        .delete(HOME + "/Transcriptions/" + sid(4) + ".json")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.alice
                        .delete(HOME + "/Recordings/" + Samples.sid("RE", 2) + "/Transcriptions/" + sid(1) + ".json")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.alice
                        .delete(HOME + "/Transcriptions/" + sid(1) + ".json")
                        .status())
                .isEqualTo(204);
        assertThat(found(HOME + "/Transcriptions.json")).containsExactly(sid(3), sid(2));
    }

    private List<String> found(String path) {
        return fixture.alice.get(path).json().get("transcriptions").findValuesAsText("sid");
    }

    private static String sid(int number) {
        return Samples.sid("TR", number).value();
    }

    private void keep(int number, Status status, Map<String, Object> given) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "account",
                ALICE,
                "recording",
                RECORDING,
                "duration",
                Duration.ofSeconds(7),
                "created",
                NOON.plusSeconds(number)));
        values.putAll(given);
        values.put("status", status);
        values.put("sid", Samples.sid("TR", number));
        fixture.store.commit(Change.put(Transcription.KIND, Samples.make(Transcription.KIND, number, true, values)));
    }
}

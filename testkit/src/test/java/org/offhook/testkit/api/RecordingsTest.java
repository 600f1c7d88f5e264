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
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.Recording.Status;
import org.offhook.core.store.Change;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `…/Recordings` of an account and of a call.
final class RecordingsTest {

    private static final String RECORDINGS = HOME + "/Recordings";
    private static final Sid CALL = ApiFixture.call(1, Map.of()).sid();

    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void twoOfOneCallAndOneOfAnother() {
        fixture.store.commit(
                Change.put(Call.KIND, ApiFixture.call(1, Map.of())),
                Change.put(Call.KIND, ApiFixture.call(2, Map.of())));
        keep(1, Status.COMPLETED, Map.of());
        keep(2, Status.IN_PROGRESS, Map.of());
        keep(3, Status.COMPLETED, Map.of("call", ApiFixture.call(2, Map.of()).sid()));
        fixture.files.put(sid(1), new byte[] {1, 2, 3});
    }

    @Test
    void aRecordingShowsWhereItsSoundIs() {
        Reply reply = fixture.alice.get(RECORDINGS + "/" + sid(1) + ".json");
        assertThat(reply.at("/media_url")).isEqualTo("http://localhost" + RECORDINGS + "/" + sid(1));
        assertThat(reply.at("/duration")).isEqualTo("7");
        assertThat(reply.json().get("channels").isInt()).isTrue();
        assertThat(reply.at("/status")).isEqualTo("completed");
        assertThat(reply.at("/call_sid")).isEqualTo(CALL.value());
    }

    @Test
    void theSoundIsOpenToWhoeverKnowsItsUrl() {
        for (String ending : List.of("", ".wav")) {
            Reply sound = fixture.nobody.get(RECORDINGS + "/" + sid(1) + ending);
            assertThat(sound.status()).isEqualTo(200);
            assertThat(sound.header("Content-Type")).isEqualTo("audio/x-wav");
            assertThat(sound.text()).isEqualTo("file of 3 bytes");
        }
    }

    @Test
    void thereIsNoSoundBeforeTheEndNorUnderAnotherAccount() {
        assertThat(fixture.nobody.get(RECORDINGS + "/" + sid(2) + ".wav").status())
                .isEqualTo(404);
        String bobs = RECORDINGS.replace(ALICE.value(), BOB.value());
        assertThat(fixture.nobody.get(bobs + "/" + sid(1) + ".wav").status()).isEqualTo(404);
    }

    @Test
    void theSoundIsAlsoThereAsMp3() {
        Reply sound = fixture.nobody.get(RECORDINGS + "/" + sid(1) + ".mp3");
        assertThat(sound.status()).isEqualTo(200);
        assertThat(sound.header("Content-Type")).isEqualTo("audio/mpeg");
        assertThat(fixture.nobody.get(RECORDINGS + "/" + sid(2) + ".mp3").status())
                .isEqualTo(404);
        assertThat(fixture.nobody.get(RECORDINGS + "/" + sid(3) + ".mp3").status())
                .isEqualTo(404);
    }

    @Test
    void whoAsksForAnMp3TooManyIsAskedToComeAgain() {
        fixture.busy = true;
        Reply refused = fixture.nobody.get(RECORDINGS + "/" + sid(1) + ".mp3");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("<Code>20503</Code>");
    }

    @Test
    void oneChannelCannotBeHeardAsTwo() {
        for (String wrong : List.of("2", "3", "0", "stereo")) {
            for (String ending : List.of(".wav", ".mp3")) {
                assertThat(fixture.nobody
                                .get(RECORDINGS + "/" + sid(1) + ending + "?RequestedChannels=" + wrong)
                                .text())
                        .contains("<Code>16113</Code>");
            }
        }
        assertThat(fixture.nobody
                        .get(RECORDINGS + "/" + sid(1) + ".wav?RequestedChannels=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoChannelsAreMixedToOneWhenOneIsAskedFor() {
        keep(4, Status.COMPLETED, Map.of("channels", 2));
        fixture.files.put(sid(4), new byte[44 + 400]);
        String url = RECORDINGS + "/" + sid(4) + ".wav";
        assertThat(fixture.nobody.get(url).text()).isEqualTo("file of 444 bytes");
        assertThat(fixture.nobody.get(url + "?RequestedChannels=2").text()).isEqualTo("file of 444 bytes");
        assertThat(fixture.nobody.get(url + "?RequestedChannels=1").text()).isEqualTo("file of 244 bytes");
    }

    @Test
    void theMetadataIsForTheAccountOnly() {
        assertThat(fixture.nobody.get(RECORDINGS + "/" + sid(1) + ".json").status())
                .isEqualTo(401);
        assertThat(fixture.nobody.delete(RECORDINGS + "/" + sid(1)).status()).isEqualTo(401);
    }

    @Test
    void aListFindsByCallAndDay() {
        assertThat(found(RECORDINGS + ".json")).containsExactly(sid(3), sid(2), sid(1));
        assertThat(found(RECORDINGS + ".json?CallSid=" + CALL)).containsExactly(sid(2), sid(1));
        assertThat(found(RECORDINGS + ".json?DateCreated=2026-11-21")).isEmpty();
        assertThat(found(HOME + "/Calls/" + CALL + "/Recordings.json?DateCreated%3E=2026-11-20"))
                .containsExactly(sid(2), sid(1));
    }

    @Test
    void ofACallThereAreOnlyItsOwn() {
        assertThat(fixture.alice
                        .get(HOME + "/Calls/" + CALL + "/Recordings/" + sid(1) + ".json")
                        .at("/uri"))
                .isEqualTo(HOME + "/Calls/" + CALL + "/Recordings/" + sid(1) + ".json");
        assertThat(fixture.alice
                        .get(HOME + "/Calls/" + CALL + "/Recordings/" + sid(3) + ".json")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void t25TheOneThatIsBeingMadeHasAName() {
        assertThat(fixture.alice
                        .get(HOME + "/Calls/" + CALL + "/Recordings/Twilio.CURRENT.json")
                        .at("/sid"))
                .isEqualTo(sid(2).value());
    }

    @Test
    void aFinishedOneIsDeletedWithItsSound() {
        assertThat(fixture.alice.delete(RECORDINGS + "/" + sid(2) + ".json").at("/code"))
                .isEqualTo("20009");
        assertThat(fixture.alice.delete(RECORDINGS + "/" + sid(1) + ".json").status())
                .isEqualTo(204);
        assertThat(fixture.files).isEmpty();
        assertThat(fixture.alice.get(RECORDINGS + "/" + sid(1) + ".json").status())
                .isEqualTo(404);
        assertThat(fixture.nobody.get(RECORDINGS + "/" + sid(1) + ".wav").status())
                .isEqualTo(404);
    }

    private List<Sid> found(String target) {
        return fixture.alice.get(target).json().get("recordings").findValuesAsText("sid").stream()
                .map(Sid::new)
                .toList();
    }

    private static Sid sid(int number) {
        return Samples.sid("RE", number);
    }

    private void keep(int number, Status status, Map<String, Object> more) {
        Map<String, Object> given = new HashMap<>(Map.of(
                "sid",
                sid(number),
                "account",
                ALICE,
                "call",
                CALL,
                "created",
                NOON.plusSeconds(number),
                "status",
                status,
                "channels",
                1,
                "duration",
                Duration.ofMillis(6700)));
        given.putAll(more);
        fixture.store.commit(Change.put(Recording.KIND, Samples.make(Recording.KIND, number, true, given)));
    }
}

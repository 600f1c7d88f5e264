package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RestAnswer;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// kill -9 in the middle of calls that are recorded and messages that are sent, ten times over, on the same
/// data.
final class KillTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KILLS = 10;
    private static final int CALLS = 5;
    private static final String NUMBER = "+15550151";

    private static final String NOBODY = "sip:nobody@127.0.0.1:9";

    private final List<String> messages = new ArrayList<>();
    private final List<String> placed = new ArrayList<>();

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereAfterIt() {
        try (WebApp app = WebApp.start()
                        .at("/record", Reply.twiml("<Record playBeep=\"false\" timeout=\"0\" trim=\"do-not-trim\"/>"))
                        .at("/sms", Reply.twiml(""));
                OffhookProcess server = OffhookProcess.setup().start()) {
            server.rest().number(NUMBER, app.url("/record"), "SmsUrl", app.url("/sms"));
            for (int kill = 0; kill < KILLS; kill++) {
                interrupt(server, kill);
                server.restart();
                everythingIsInOrder(server.rest(), (kill + 1) * CALLS);
            }
            assertThat(messages).hasSizeGreaterThan(KILLS);
        }
    }

    @Test
    void whatWasSaidBeforeAKillCanBeHeardAndTheApplicationIsToldOfTheEnd() {
        try (WebApp app = WebApp.start()
                        .at("/record", Reply.twiml("<Record playBeep=\"false\" recordingStatusCallback=\"/told\"/>"))
                        .at("/told", Reply.empty())
                        .at("/status", Reply.empty());
                OffhookProcess server = OffhookProcess.setup().start();
                RtpParty phone = RtpParty.open()) {
            server.rest().number(NUMBER, app.url("/record"), "StatusCallback", app.url("/status"));
            Scenario talking =
                    Scenario.caller().invite(Offer.of(phone)).answered().awaitBye();
            try (SippRun _ = Sipp.caller("127.0.0.1", server.sipPort(), talking)
                    .calling(NUMBER)
                    .start()) {
                phone.awaitPacket(LIMIT);
                phone.speak(Sound.tone(700, Duration.ofSeconds(3), 0.4));
                server.kill();
            }
            server.restart();

            assertThat(app.awaitVisit("/status", 1, LIMIT).get("CallStatus")).isEqualTo("failed");
            Visit told = app.awaitVisit("/told", 1, LIMIT);
            assertThat(told.get("RecordingStatus")).isEqualTo("completed");
            String sid = told.get("RecordingSid");
            Sound kept = Sounds.read(
                    server.rest().get("/Recordings/" + sid + ".wav").is(200).body());
            assertThat(kept.audible()).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(kept.share(700)).isGreaterThan(0.9);
        }
    }

    /// Kills the server while callers talk, one call is being placed, and messages are accepted one after the
    /// other.
    private void interrupt(OffhookProcess server, int kill) {
        Scenario talking = Scenario.caller().invite(Offer.DEAF).answered().awaitBye();
        try (SippRun _ = Sipp.caller("127.0.0.1", server.sipPort(), talking)
                .calling(NUMBER)
                .calls(CALLS, 100)
                .start()) {
            Rest rest = server.rest();
            Waiting.until(
                    "all callers are recorded",
                    LIMIT,
                    () -> count(rest, "in-progress") == CALLS && recording(rest) == CALLS);
            placed.add(rest.post("/Calls.json", "To", NOBODY, "From", "tester", "Twiml", "<Response/>")
                    .is(201)
                    .sid());
            for (int i = 0; i <= kill; i++) {
                messages.add(rest.post("/Messages.json", "To", NUMBER, "From", NUMBER, "Body", kill + "." + i)
                        .is(201)
                        .sid());
            }
            server.kill();
        }
    }

    private void everythingIsInOrder(Rest rest, int calls) {
        assertThat(count(rest, "in-progress")).isZero();
        assertThat(recording(rest)).isZero();
        assertThat(rest.get("/Recordings.json?PageSize=1000").json().path("recordings"))
                .hasSize(calls)
                .allMatch(row -> row.path("status").asText().matches("completed|absent"));
        List<JsonNode> incoming = StreamSupport.stream(
                        rest.get("/Calls.json?PageSize=1000&Status=failed")
                                .json()
                                .path("calls")
                                .spliterator(),
                        false)
                .filter(call -> call.path("direction").asText().equals("inbound"))
                .toList();
        assertThat(incoming).hasSize(calls).allMatch(KillTest::isClosed);
        placed.forEach(sid -> rest.get("/Calls/" + sid + ".json").is(200));
        for (String sid : messages) {
            RestAnswer message = rest.get("/Messages/" + sid + ".json").is(200);
            assertThat(message.json().path("sid").asText()).isEqualTo(sid);
        }
    }

    /// Its record says when it ended and how long it lasted.
    private static boolean isClosed(JsonNode call) {
        return !call.path("end_time").asText("").isEmpty()
                && !call.path("duration").asText("").isEmpty();
    }

    private static int count(Rest rest, String status) {
        return rest.get("/Calls.json?PageSize=1000&Status=" + status)
                .is(200)
                .json()
                .path("calls")
                .size();
    }

    private static long recording(Rest rest) {
        return StreamSupport.stream(
                        rest.get("/Recordings.json?PageSize=1000")
                                .is(200)
                                .json()
                                .path("recordings")
                                .spliterator(),
                        false)
                .filter(row -> row.path("status").asText().equals("in-progress"))
                .count();
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Calls that are placed, watched and changed through the API, to SIPps that answer, ring or are busy.
final class RestCallsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Sound MELODY = Sound.melody(Duration.ofMillis(300), 500, 900, 700);
    private static final String ENDLESS = "<Response><Pause length=\"60\"/></Response>";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start()
                .at("/melody.wav", Reply.of(200, "audio/wav", Sounds.wav(MELODY)))
                .at("/status", Reply.empty())
                .at("/melody", Reply.twiml("<Play>/melody.wav</Play>"));
        rest = server.rest();
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void aCallIsPlacedHeardRecordedAndToldInOrder() {
        try (RtpParty ear = RtpParty.open();
                SippRun callee = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .respond("180 Ringing")
                                .answer(Offer.of(ear))
                                .awaitBye())
                        .at(port())
                        .start()) {
            String sid = place(
                    "Url",
                    app.url("/melody"),
                    "Record",
                    "true",
                    "StatusCallback",
                    app.url("/status?of=heard"),
                    "StatusCallbackEvent",
                    "initiated",
                    "StatusCallbackEvent",
                    "ringing",
                    "StatusCallbackEvent",
                    "answered",
                    "StatusCallbackEvent",
                    "completed");
            callee.await().succeeds();

            JsonNode call = rest.awaitCall(sid, "completed", LIMIT);
            assertThat(call.path("direction").asText()).isEqualTo("outbound-api");
            assertThat(call.path("duration").asText()).isNotEmpty();
            assertThat(Likeness.of(MELODY, ear.heard()).score()).isGreaterThan(0.9);
            List<Visit> told = told("heard", 4);
            assertThat(told)
                    .extracting(visit -> visit.get("CallStatus"))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            assertThat(told).extracting(visit -> visit.get("SequenceNumber")).containsExactly("0", "1", "2", "3");
            assertThat(told).allMatch(visit -> visit.isSignedWith(OffhookProcess.TOKEN));
            recordingHolds(sid, MELODY);
            timelineTells(sid, "call.initiated", "call.answered", "webhook.exchange", "play.started", "call.ended");
        }
    }

    private static void recordingHolds(String call, Sound sound) {
        JsonNode list = Waiting.forValue("a recording that is completed", LIMIT, () -> {
            JsonNode found =
                    rest.get("/Calls/" + call + "/Recordings.json").is(200).json();
            return found.at("/recordings/0/status").asText().equals("completed") ? found : null;
        });
        assertThat(list.path("recordings")).hasSize(1);
        String recording = list.at("/recordings/0/sid").asText();
        byte[] wav = rest.get("/Recordings/" + recording + ".wav").is(200).body();
        assertThat(Likeness.of(sound, Sounds.read(wav)).score()).isGreaterThan(0.9);
        rest.delete("/Recordings/" + recording + ".json").is(204);
        rest.get("/Recordings/" + recording + ".wav").is(404);
    }

    private static void timelineTells(String call, String... types) {
        JsonNode timeline = rest.page("/v1/Accounts/" + rest.account() + "/Calls/" + call + "/Timeline.json")
                .is(200)
                .json();
        List<String> told = StreamSupport.stream(timeline.path("events").spliterator(), false)
                .map(event -> event.path("type").asText())
                .toList();
        assertThat(told).containsSubsequence(types);
        assertThat(rest.get("/Calls/" + call + "/Events.json").is(200).json().path("events"))
                .isNotEmpty();
    }

    @Test
    void aLiveCallIsRedirectedGivenADocumentAndCompleted() {
        try (SippRun callee = Sipp.callee(
                        Scenario.callee().awaitInvite().answer(Offer.DEAF).awaitBye())
                .at(port())
                .start()) {
            app.at("/second", Reply.twiml("<Redirect>/third</Redirect>"))
                    .at("/third", Reply.twiml("<Pause length=\"60\"/>"))
                    .at("/fourth", Reply.twiml("<Pause length=\"60\"/>"));
            String sid = place("Twiml", ENDLESS);
            rest.awaitCall(sid, "in-progress", LIMIT);
            rest.post("/Calls/" + sid + ".json", "Url", app.url("/second")).is(200);
            assertThat(app.awaitVisit("/third", 1, LIMIT).get("CallSid")).isEqualTo(sid);
            rest.post(
                            "/Calls/" + sid + ".json",
                            "Twiml",
                            "<Response><Redirect>" + app.url("/fourth") + "</Redirect></Response>")
                    .is(200);
            app.awaitVisit("/fourth", 1, LIMIT);
            rest.post("/Calls/" + sid + ".json", "Status", "canceled").is(400);
            rest.post("/Calls/" + sid + ".json", "Status", "completed").is(200);

            callee.await().succeeds();
            rest.awaitCall(sid, "completed", LIMIT);
            rest.post("/Calls/" + sid + ".json", "Status", "completed").is(400);
        }
    }

    @Test
    void aCallThatRingsIsCanceled() {
        try (SippRun callee = Sipp.callee(
                        Scenario.callee().awaitInvite().respond("180 Ringing").awaitCancel())
                .at(port())
                .start()) {
            String sid = place("Twiml", ENDLESS, "StatusCallback", app.url("/status?of=canceled"));
            rest.awaitCall(sid, "ringing", LIMIT);
            rest.post("/Calls/" + sid + ".json", "Status", "canceled").is(200);

            callee.await().succeeds();
            rest.awaitCall(sid, "canceled", LIMIT);
            assertThat(told("canceled", 1).getFirst().get("CallStatus")).isEqualTo("canceled");
        }
    }

    @Test
    void aBusyPhoneOneThatDoesNotAnswerAndOneThatIsNotThereAreToldApart() {
        try (SippRun busy = Sipp.callee(Scenario.callee().awaitInvite().respond("486 Busy Here"))
                .at(port())
                .start()) {
            String sid = place("Twiml", ENDLESS);
            rest.awaitCall(sid, "busy", LIMIT);
            assertThat(busy.await().exit()).isZero();
        }
        try (SippRun ringing = Sipp.callee(
                        Scenario.callee().awaitInvite().respond("180 Ringing").awaitCancel())
                .at(port())
                .start()) {
            String sid = place("Twiml", ENDLESS, "Timeout", "1");
            rest.awaitCall(sid, "no-answer", LIMIT);
            ringing.await().succeeds();
        }
        String nowhere = rest.post("/Calls.json", "To", "+442079460000", "From", own(), "Twiml", ENDLESS)
                .text();
        assertThat(nowhere).contains("21214");
    }

    @Test
    void callsAreListedFilteredAndPaged() {
        try (SippRun callee = Sipp.callee(
                        Scenario.callee().awaitInvite().answer(Offer.DEAF).awaitBye())
                .at(port())
                .calls(5, 50)
                .start()) {
            List<String> sids = IntStream.range(0, 5)
                    .mapToObj(_ -> place("From", "lister", "Twiml", "<Response><Hangup/></Response>"))
                    .toList();
            callee.await().succeeds();
            sids.forEach(sid -> rest.awaitCall(sid, "completed", LIMIT));

            JsonNode first =
                    rest.get("/Calls.json?From=lister&PageSize=2").is(200).json();
            assertThat(first.path("calls")).hasSize(2);
            assertThat(first.at("/calls/0/sid").asText()).isEqualTo(sids.getLast());
            String next = first.path("next_page_uri").asText();
            JsonNode second = rest.page(next).is(200).json();
            assertThat(second.path("calls")).hasSize(2);
            JsonNode third =
                    rest.page(second.path("next_page_uri").asText()).is(200).json();
            assertThat(third.path("calls")).hasSize(1);
            assertThat(third.path("next_page_uri").isNull()).isTrue();
            assertThat(rest.get("/Calls.json?From=lister&Status=busy").json().path("calls"))
                    .isEmpty();
            assertThat(rest.get("/Calls/" + sids.getFirst()).is(200).text())
                    .startsWith("<?xml")
                    .contains("<Call>");
        }
    }

    @Test
    void mistakesOfADocumentAreNotificationsOfItsCall() {
        app.at("/odd", Reply.twiml("<Yodel/><Hangup/>"));
        try (SippRun callee = Sipp.callee(
                        Scenario.callee().awaitInvite().answer(Offer.DEAF).awaitBye())
                .at(port())
                .start()) {
            String sid = place("Url", app.url("/odd"));
            callee.await().succeeds();
            rest.awaitCall(sid, "completed", LIMIT);

            JsonNode list = Waiting.forValue("a notification", LIMIT, () -> {
                JsonNode found = rest.get("/Calls/" + sid + "/Notifications.json")
                        .is(200)
                        .json();
                return found.path("notifications").isEmpty() ? null : found;
            });
            assertThat(list.path("notifications")).hasSize(1);
            assertThat(list.at("/notifications/0/error_code").asText()).isEqualTo("12200");
            String one = list.at("/notifications/0/sid").asText();
            assertThat(rest.get("/Notifications/" + one + ".json")
                            .is(200)
                            .json()
                            .path("call_sid")
                            .asText())
                    .isEqualTo(sid);
        }
    }

    @Test
    void aMessageToANumberOfThePlatformIsDeliveredThere() {
        app.at("/sms", Reply.twiml("<Message>Thanks</Message>")).at("/sent", Reply.empty());
        rest.number("+15550131", app.url("/none"), "SmsUrl", app.url("/sms"));
        String sid = rest.post(
                        "/Messages.json",
                        "To",
                        "+15550131",
                        "From",
                        own(),
                        "Body",
                        "Hello",
                        "StatusCallback",
                        app.url("/sent"))
                .is(201)
                .sid();

        Visit visit = app.awaitVisit("/sms", 1, LIMIT);
        assertThat(visit.get("Body")).isEqualTo("Hello");
        assertThat(visit.isSignedWith(OffhookProcess.TOKEN)).isTrue();
        app.awaitVisit("/sent", 3, LIMIT);
        assertThat(app.visits("/sent"))
                .extracting(told -> told.get("MessageStatus"))
                .containsExactly("queued", "sent", "delivered");
        assertThat(rest.get("/Messages/" + sid + ".json")
                        .is(200)
                        .json()
                        .path("body")
                        .asText())
                .isEqualTo("Hello");
        assertThat(rest.get("/Messages.json?To=%2B15550131").is(200).json().path("messages"))
                .extracting(message -> message.path("direction").asText())
                .containsExactlyInAnyOrder("inbound", "outbound-api");
    }

    private static int callee;

    /// Another port for each callee: whoever answers is the one of this test.
    private static int port() {
        callee = Ports.free();
        return callee;
    }

    /// @param form further names and values
    private static String place(String... form) {
        String[] all = new String[form.length + 4];
        System.arraycopy(form, 0, all, 4, form.length);
        System.arraycopy(new String[] {"To", "sip:callee@127.0.0.1:" + callee, "From", "tester"}, 0, all, 0, 4);
        return rest.post("/Calls.json", all).is(201).sid();
    }

    private static String own() {
        if (rest.get("/IncomingPhoneNumbers.json?PhoneNumber=%2B15550130")
                .json()
                .path("incoming_phone_numbers")
                .isEmpty()) {
            rest.number("+15550130", app.url("/none"));
        }
        return "+15550130";
    }

    private static List<Visit> told(String whom, int count) {
        app.awaitVisit("/status", 1, LIMIT);
        return Waiting.forValue(count + " callbacks of " + whom, LIMIT, () -> {
            List<Visit> visits = app.visits("/status").stream()
                    .filter(visit -> visit.url().endsWith("of=" + whom))
                    .toList();
            return visits.size() >= count ? visits : null;
        });
    }
}

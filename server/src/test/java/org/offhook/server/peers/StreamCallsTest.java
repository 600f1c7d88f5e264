package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Signature;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.MuLaw;
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
import org.offhook.testkit.webapp.StreamApp;
import org.offhook.testkit.webapp.StreamApp.Talk;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Media streams between a SIP phone and a WebSocket application, through the whole server (contract §13).
final class StreamCallsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Sound MELODY = Sound.melody(Duration.ofMillis(300), 440, 880, 660);
    private static final Sound TUNE = Sound.melody(Duration.ofMillis(250), 700, 500, 900, 600);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start()
                .at("/melody.wav", Reply.of(200, "audio/wav", Sounds.wav(MELODY)))
                .at("/told", Reply.empty())
                .at("/after", Reply.twiml("<Hangup/>"));
        rest = server.rest();
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
        Waiting.until("no stream is left", LIMIT, () -> server.metric("offhook_streams_live") == 0);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void anApplicationThatEchoesIsHeardGetsKeysAndHandsTheCallBack() {
        try (StreamApp echo = StreamApp.start();
                RtpParty phone = RtpParty.open()) {
            echo.whenHearing((talk, text) -> {
                JsonNode message = json(text);
                switch (message.path("event").asText()) {
                    case "media" ->
                        talk.say(media(message, message.at("/media/payload").asText()));
                    case "dtmf" -> talk.close(1000);
                    default -> {}
                }
            });
            app.at(
                    "/echo",
                    Reply.twiml(
                            "<Connect action=\"/after\"><Stream name=\"echo\" statusCallback=\"/told?of=echo\" url=\""
                                    + echo.url("/voice") + "\"><Parameter name=\"shop\" value=\"12 &quot;b&quot;\"/>"
                                    + "</Stream></Connect>"));
            rest.number("+15550301", app.url("/echo"));
            try (SippRun call = call("+15550301", phone).start()) {
                Talk talk = echo.awaitTalk(1, LIMIT);
                phone.awaitPacket(LIMIT);
                phone.speak(MELODY.then(Sound.silence(Duration.ofMillis(600))));
                talk.ping();
                Waiting.until("a pong", LIMIT, () -> talk.heard().contains("pong hi"));
                phone.press("7");
                call.await().succeeds();

                String callSid = app.awaitVisit("/echo", 1, LIMIT).get("CallSid");
                assertThat(Likeness.of(MELODY, phone.heard()).score()).isGreaterThan(0.9);
                JsonNode start = json(talk.heard("start").getFirst());
                assertThat(start.at("/start/callSid").asText()).isEqualTo(callSid);
                assertThat(start.at("/start/customParameters/shop").asText()).isEqualTo("12 \"b\"");
                assertThat(start.at("/start/mediaFormat/encoding").asText()).isEqualTo("audio/x-mulaw");
                assertThat(start.at("/start/tracks").toString()).isEqualTo("[\"inbound\"]");
                assertThat(json(talk.heard("dtmf").getFirst()).at("/dtmf/digit").asText())
                        .isEqualTo("7");
                assertThat(talk.header("x-twilio-signature"))
                        .isEqualTo(Signature.sign(OffhookProcess.TOKEN, echo.url("/voice"), Parameters.NONE));
                numberedFromOne(talk);
                Visit after = app.awaitVisit("/after", 1, LIMIT);
                assertThat(after.get("StreamSid"))
                        .isEqualTo(start.path("streamSid").asText());
                assertThat(told("echo", 2)).containsExactly("stream-started", "stream-stopped");
            }
        }
    }

    @Test
    void marksComeBackInOrderOnceTheirSoundWasHeardAndClearForgetsTheRest() {
        try (StreamApp speaker = StreamApp.start();
                RtpParty phone = RtpParty.open()) {
            speaker.whenHearing((talk, text) -> {
                JsonNode message = json(text);
                switch (message.path("event").asText()) {
                    case "start" -> {
                        talk.say(media(message, payload(TUNE)));
                        talk.say(mark(message, "first"));
                        talk.say(media(message, payload(Sound.tone(1_500, Duration.ofSeconds(30), 0.3))));
                        talk.say(mark(message, "second"));
                    }
                    case "mark" -> {
                        if (message.at("/mark/name").asText().equals("first")) {
                            talk.say("{\"event\":\"clear\",\"streamSid\":\""
                                    + message.path("streamSid").asText() + "\"}");
                        } else {
                            talk.close(1000);
                        }
                    }
                    default -> {}
                }
            });
            app.at(
                    "/speak",
                    Reply.twiml("<Connect><Stream url=\"" + speaker.url("/speak") + "\"/></Connect>"
                            + "<Play>/melody.wav</Play>"));
            rest.number("+15550302", app.url("/speak"));
            try (SippRun call = call("+15550302", phone).start()) {
                Talk talk = speaker.awaitTalk(1, LIMIT);
                call.await().succeeds();

                assertThat(talk.heard("mark"))
                        .extracting(text -> json(text).at("/mark/name").asText())
                        .containsExactly("first", "second");
                Sound heard = phone.heard();
                assertThat(Likeness.of(TUNE, heard).score()).isGreaterThan(0.9);
                assertThat(Likeness.of(MELODY, heard).score()).isGreaterThan(0.9);
                assertThat(heard.audible()).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void aForkHearsBothSidesWhileTheCallGoesOnUntilItIsStoppedByName() {
        try (StreamApp ear = StreamApp.start();
                RtpParty phone = RtpParty.open()) {
            app.at(
                    "/fork",
                    Reply.twiml(
                            "<Start><Stream name=\"ear\" track=\"both_tracks\" statusCallback=\"/told?of=ear\" url=\""
                                    + ear.url("/ear?secret=1")
                                    + "\"/></Start><Gather numDigits=\"1\" action=\"/play\" timeout=\"60\"/>"));
            app.at(
                    "/play",
                    Reply.twiml("<Play>/melody.wav</Play>"
                            + "<Gather numDigits=\"1\" action=\"/forked\" timeout=\"60\"/>"));
            app.at("/forked", Reply.twiml("<Stop><Stream name=\"ear\"/></Stop><Play>/melody.wav</Play>"));
            rest.number("+15550303", app.url("/fork"));
            try (SippRun call = call("+15550303", phone).start()) {
                Talk talk = ear.awaitTalk(1, LIMIT);
                Waiting.until(
                        "the stream begins", LIMIT, () -> !talk.heard("start").isEmpty());
                phone.awaitPacket(LIMIT);
                phone.press("0");
                phone.awaitSound(LIMIT);
                phone.speak(TUNE.then(Sound.silence(Duration.ofMillis(400))));
                phone.press("1");
                call.await().succeeds();

                Waiting.until("a farewell", LIMIT, () -> talk.closedWith() == 1000);
                assertThat(talk.path()).isEqualTo("/ear");
                assertThat(Likeness.of(MELODY, heard(talk, "outbound")).score()).isGreaterThan(0.9);
                assertThat(Likeness.of(TUNE, heard(talk, "inbound")).score()).isGreaterThan(0.9);
                assertThat(talk.heard("stop")).hasSize(1);
                assertThat(talk.heard("dtmf")).isEmpty();
                numberedFromOne(talk);
                assertThat(told("ear", 2)).containsExactly("stream-started", "stream-stopped");
            }
        }
    }

    @Test
    void anApplicationThatReadsNothingDelaysNobody() {
        try (StreamApp deaf = StreamApp.start();
                RtpParty phone = RtpParty.open()) {
            deaf.goDeaf();
            app.at(
                    "/deaf",
                    Reply.twiml("<Start><Stream track=\"both_tracks\" url=\"" + deaf.url("/") + "\"/></Start>"
                            + "<Pause length=\"2\"/><Play>/melody.wav</Play>"));
            rest.number("+15550304", app.url("/deaf"));
            call("+15550304", phone).run().succeeds();

            assertThat(Likeness.of(MELODY, phone.heard()).score()).isGreaterThan(0.9);
        }
    }

    @Test
    void whatIsNoWebSocketIsToldAndTheCallGoesOn() {
        try (StreamApp refusing = StreamApp.start();
                RtpParty phone = RtpParty.open()) {
            String nobody = "ws://127.0.0.1:" + Ports.free();
            app.at(
                    "/broken",
                    Reply.twiml("<Connect><Stream statusCallback=\"/told?of=broken\" url=\"" + refusing.url("/refused")
                            + "\"/></Connect><Connect><Stream url=\"" + nobody + "\"/></Connect>"
                            + "<Connect><Stream url=\"" + refusing.url("/").replace("ws:", "wss:") + "\"/></Connect>"
                            + "<Connect><Stream url=\"https://app.example/\"/></Connect>"
                            + "<Play>/melody.wav</Play>"));
            rest.number("+15550305", app.url("/broken"));
            call("+15550305", phone).run().succeeds();

            assertThat(Likeness.of(MELODY, phone.heard()).score()).isGreaterThan(0.9);
            String callSid = app.awaitVisit("/broken", 1, LIMIT).get("CallSid");
            Waiting.until(
                    "what went wrong is told",
                    LIMIT,
                    () -> codes(callSid).containsAll(List.of("31920", "31902", "31910", "31922")));
            assertThat(told("broken", 1)).containsExactly("stream-error");
        }
    }

    private static List<String> codes(String call) {
        JsonNode list =
                rest.get("/Calls/" + call + "/Notifications.json").is(200).json();
        return list.path("notifications").findValuesAsText("error_code");
    }

    private static Sipp call(String number, RtpParty phone) {
        Scenario scenario = Scenario.caller().invite(Offer.of(phone)).answered().awaitBye();
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(number);
    }

    /// What the status callbacks told, once so many have come.
    private static List<String> told(String of, int count) {
        Waiting.until("callbacks of " + of, LIMIT, () -> visits(of).size() >= count);
        return visits(of).stream().map(visit -> visit.get("StreamEvent")).toList();
    }

    private static List<Visit> visits(String of) {
        return app.visits("/told").stream()
                .filter(visit -> of.equals(visit.get("of")))
                .toList();
    }

    private static void numberedFromOne(Talk talk) {
        List<String> heard = talk.heard().stream()
                .filter(text -> text.contains("sequenceNumber"))
                .toList();
        for (int i = 0; i < heard.size(); i++) {
            assertThat(json(heard.get(i)).path("sequenceNumber").asText()).isEqualTo(Integer.toString(i + 1));
        }
        assertThat(talk.heard().getFirst()).contains("\"connected\"");
    }

    private static Sound heard(Talk talk, String track) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : talk.heard("media")) {
            JsonNode media = json(text).path("media");
            if (media.path("track").asText().equals(track)) {
                all.writeBytes(Base64.getDecoder().decode(media.path("payload").asText()));
            }
        }
        byte[] ulaw = all.toByteArray();
        short[] samples = new short[ulaw.length];
        for (int i = 0; i < ulaw.length; i++) {
            samples[i] = MuLaw.decode(ulaw[i]);
        }
        return Sound.of(samples);
    }

    private static String payload(Sound sound) {
        short[] samples = sound.samples();
        byte[] ulaw = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            ulaw[i] = MuLaw.encode(samples[i]);
        }
        return Base64.getEncoder().encodeToString(ulaw);
    }

    private static String media(JsonNode to, String payload) {
        return "{\"event\":\"media\",\"streamSid\":\"" + to.path("streamSid").asText() + "\",\"media\":{\"payload\":\""
                + payload + "\"}}";
    }

    private static String mark(JsonNode to, String name) {
        return "{\"event\":\"mark\",\"streamSid\":\"" + to.path("streamSid").asText() + "\",\"mark\":{\"name\":\""
                + name + "\"}}";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Text messages by SIP MESSAGE (RFC 3428), between phones and applications.
final class SipMessagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-carol";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("registrar.users = [ { name = \"carol\", password = \"" + PASSWORD + "\" } ]");
        app = WebApp.start().at("/text", Reply.twiml("<Message>You wrote.</Message>"));
        rest = server.rest();
        rest.post("/IncomingPhoneNumbers.json", "PhoneNumber", "+15550501", "SmsUrl", app.url("/text"))
                .is(201);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    private static Sipp carol(int port, String password, int status) {
        return Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller().as("carol").message(password, "Hello from Carol", status))
                .calling("+15550501")
                .at(port);
    }

    @Test
    void aPhoneWritesToAnApplicationAndGetsItsReply() {
        int port = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register(PASSWORD, 200))
                .at(port)
                .run()
                .succeeds();
        carol(Ports.free(), PASSWORD, 200).run().succeeds();
        try (SippRun phone = Sipp.callee(Scenario.callee().awaitRequest("MESSAGE", "200 OK"))
                .at(port)
                .start()) {
            Visit visit = app.awaitVisit("/text", 1, LIMIT);
            assertThat(visit.get("Body").strip()).isEqualTo("Hello from Carol");
            assertThat(visit.get("From")).isEqualTo(server.uri("carol"));
            assertThat(visit.get("To")).isEqualTo("+15550501");
            assertThat(phone.await().succeeds().messages()).contains("You wrote.", "From: <sip:+15550501@");
        }
        Waiting.until(
                "the reply is delivered",
                LIMIT,
                () -> rest.get("/Messages.json?To=" + URLEncoder.encode(server.uri("carol"), StandardCharsets.UTF_8))
                        .is(200)
                        .json()
                        .path("messages")
                        .path(0)
                        .path("status")
                        .asText()
                        .equals("delivered"));
    }

    @Test
    void whoCannotProveWhoItIsWritesToNobody() {
        int before = app.visits("/text").size();
        carol(Ports.free(), "a-guess", 401).run().succeeds();
        assertThat(app.visits("/text")).hasSize(before);
    }

    @Test
    void anApplicationWritesToASipAddressAndLearnsThatItIsRefused() {
        int port = Ports.free();
        try (SippRun phone = Sipp.callee(Scenario.callee().awaitRequest("MESSAGE", "480 Temporarily Unavailable"))
                .at(port)
                .start()) {
            String message = rest.post(
                            "/Messages.json",
                            "From",
                            "+15550501",
                            "To",
                            "sip:dave@127.0.0.1:" + port,
                            "Body",
                            "Hello Dave")
                    .is(201)
                    .sid();
            Waiting.until(
                    "it fails",
                    LIMIT,
                    () -> rest.get("/Messages/" + message + ".json")
                                    .is(200)
                                    .json()
                                    .path("error_code")
                                    .asInt()
                            == 30003);
            phone.await();
            assertThat(phone.messages()).contains("Hello Dave");
        }
    }
}

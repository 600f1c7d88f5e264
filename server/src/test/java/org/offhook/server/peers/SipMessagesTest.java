package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
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
        server = LiveServer.start("registrar.users = [ { name = \"carol\", password = \"" + PASSWORD + "\" },"
                + " { name = \"erin\", password = \"" + PASSWORD + "\" },"
                + " { name = \"eve\", password = \"" + PASSWORD + "\" } ]\n"
                + "carrier.uri = \"sip:127.0.0.1:" + Ports.free() + "\"");
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

    @Test
    void aPhoneWritesToAnApplicationAndGetsItsReply() {
        int port = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register(PASSWORD, 200))
                .at(port)
                .run()
                .succeeds();
        try (SippRun phone = Sipp.callee(Scenario.callee().awaitRequest("MESSAGE", "200 OK"))
                .at(port)
                .start()) {
            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().as("carol").message(PASSWORD, "Hello from Carol", 200))
                    .calling("+15550501")
                    .run()
                    .succeeds();
            Visit visit = visit("Hello from Carol");
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
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("eve").message("a-guess", "Not from Eve", 401))
                .calling("+15550501")
                .run()
                .succeeds();
        assertThat(rest.get("/Messages.json?To=%2B15550501").is(200).json().toString())
                .doesNotContain("Not from Eve");
    }

    @Test
    void whatACarrierBringsIsAMessageOfTheNumberItIsFrom() {
        Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller().as("+442079460017").send("MESSAGE", "", "text/plain", "From afar", 200))
                .calling("+15550501")
                .run()
                .succeeds();
        assertThat(visit("From afar").get("From")).isEqualTo("+442079460017");
    }

    @Test
    void aPbxWritesThroughItsTrunkAsItsAccountsNumbersOnly() throws IOException {
        rest.post("/IncomingPhoneNumbers.json", "PhoneNumber", "+15550502").is(201);
        String list = rest.post("/SIP/IpAccessControlLists.json", "FriendlyName", "pbx")
                .is(201)
                .sid();
        rest.post(
                        "/SIP/IpAccessControlLists/" + list + "/IpAddresses.json",
                        "FriendlyName",
                        "here",
                        "IpAddress",
                        "127.0.0.1")
                .is(201);
        String trunk = rest.send("POST", "/trunking/v1/Trunks", "DomainName", "text-pbx.example.net")
                .is(201)
                .sid();
        assertThat(written("sip:+15550502@10.0.0.5", "too early")).contains(" 403 ");
        rest.send("POST", "/trunking/v1/Trunks/" + trunk + "/IpAccessControlLists", "IpAccessControlListSid", list)
                .is(201);
        assertThat(written("sip:+15550502@10.0.0.5", "as one of ours")).contains(" 200 ");
        assertThat(visit("as one of ours").get("From")).isEqualTo("+15550502");
        assertThat(written("sip:+442079460018@10.0.0.5", "as somebody else")).contains(" 200 ");
        assertThat(visit("as somebody else").get("From")).isEqualTo("sip:+442079460018@text-pbx.example.net");
    }

    /// The answer to a MESSAGE to the domain of a trunk.
    private static String written(String from, String body) throws IOException {
        try (DatagramSocket pbx = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String message = String.join(
                    "\r\n",
                    "MESSAGE sip:+15550501@text-pbx.example.net SIP/2.0",
                    "Via: SIP/2.0/UDP 127.0.0.1:" + pbx.getLocalPort() + ";branch=z9hG4bK" + pbx.getLocalPort(),
                    "From: <" + from + ">;tag=1",
                    "To: <sip:+15550501@text-pbx.example.net>",
                    "Call-ID: text-" + pbx.getLocalPort(),
                    "CSeq: 1 MESSAGE",
                    "Max-Forwards: 70",
                    "Content-Type: text/plain",
                    "Content-Length: " + body.length(),
                    "",
                    body);
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            pbx.connect(InetAddress.getLoopbackAddress(), server.sipPort());
            pbx.setSoTimeout((int) LIMIT.toMillis());
            pbx.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
            pbx.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void whoIsInACallWritesToTheNumberItCalled() {
        app.at("/voice", Reply.twiml("<Pause length=\"20\"/>"));
        rest.number("+15550503", app.url("/voice"), "SmsUrl", app.url("/text"));
        Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller()
                                .as("+442079460019")
                                .invite(Offer.DEAF)
                                .answered()
                                .send("MESSAGE", "", "text/plain", "While we talk", 200)
                                .send("MESSAGE", "", "text/html", "<b>", 415)
                                .bye())
                .calling("+15550503")
                .run()
                .succeeds();
        Visit visit = visit("While we talk");
        assertThat(visit.get("From")).isEqualTo("+442079460019");
        assertThat(visit.get("To")).isEqualTo("+15550503");
    }

    @Test
    void allDevicesOfAUserGetAMessage() {
        int desk = Ports.free();
        int soft = Ports.free();
        for (int port : new int[] {desk, soft}) {
            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().as("erin").register(PASSWORD, 200))
                    .at(port)
                    .run()
                    .succeeds();
        }
        try (SippRun one = Sipp.callee(Scenario.callee().awaitRequest("MESSAGE", "486 Busy Here"))
                        .at(desk)
                        .start();
                SippRun other = Sipp.callee(Scenario.callee().awaitRequest("MESSAGE", "200 OK"))
                        .at(soft)
                        .start()) {
            String message = rest.post(
                            "/Messages.json", "From", "+15550501", "To", server.uri("erin"), "Body", "Hello all")
                    .is(201)
                    .sid();
            assertThat(one.await().succeeds().messages()).contains("Hello all");
            assertThat(other.await().succeeds().messages()).contains("Hello all");
            Waiting.until(
                    "one has it",
                    LIMIT,
                    () -> rest.get("/Messages/" + message + ".json")
                            .is(200)
                            .json()
                            .path("status")
                            .asText()
                            .equals("delivered"));
        }
    }

    /// The visit about the message with this text.
    private static Visit visit(String body) {
        Waiting.until(
                "the application reads \"" + body + "\"",
                LIMIT,
                () -> app.visits("/text").stream()
                        .anyMatch(visit -> body.equals(visit.get("Body").strip())));
        return app.visits("/text").stream()
                .filter(visit -> body.equals(visit.get("Body").strip()))
                .findFirst()
                .orElseThrow();
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

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.Credentials;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;

/// A device that registers by several connections (RFC 5626): it is called by one after the other.
final class FlowsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String URI = "sip:127.0.0.1";
    private static final String PASSWORD = "the-password-of-alice";

    private static LiveServer server;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("registrar.users = [ { name = \"alice\", password = \"" + PASSWORD + "\" } ]");
        rest = server.rest();
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theNextFlowIsCalledWhenTheFirstIsSilentAndWhenItsConnectionHasEnded() throws IOException {
        Stream first = new Stream();
        try (Stream second = new Stream()) {
            assertThat(first.register(1, 900)).contains("Require: outbound", "Flow-Timer: 120");
            assertThat(second.register(2, 300)).contains("reg-id=1", "reg-id=2");
            assertThat(flows()).isEqualTo("12");

            call();
            assertThat(first.hears("INVITE ")).contains("sip:alice@10.0.0.5");
            second.refuses(second.hears("INVITE "));
            awaitBusy(1);

            first.close();
            Waiting.until("the flow has ended with its connection", LIMIT, () -> flows().equals("2"));
            call();
            second.refuses(second.hears("INVITE "));
            awaitBusy(2);
        }
        Waiting.until("nobody is registered", LIMIT, () -> flows().isEmpty());
    }

    private static void call() {
        rest.post("/Calls.json", "To", server.uri("alice"), "From", "+15550100", "Twiml", "<Response/>")
                .is(201);
    }

    private static void awaitBusy(int calls) {
        Waiting.until(
                "calls that are busy",
                LIMIT,
                () -> rest.get("/Calls.json?Status=busy")
                                .is(200)
                                .json()
                                .path("calls")
                                .size()
                        == calls);
    }

    /// The numbers of Alice's flows, as REST tells them.
    private static String flows() {
        JsonNode found = rest.page("/v1/Accounts/" + rest.account() + "/Registrations.json?User=alice")
                .is(200)
                .json();
        StringBuilder flows = new StringBuilder();
        found.at("/registrations/0/devices")
                .forEach(device -> flows.append(device.path("flow").asText()));
        return flows.toString();
    }

    /// One connection of the device.
    private static final class Stream implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private int cseq;

        Stream() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.sipPort());
            socket.setSoTimeout((int) LIMIT.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The 200.
        String register(int flow, int seconds) throws IOException {
            send(request(flow, seconds, ""));
            String refusal = hears("SIP/2.0 401");
            String field = "WWW-Authenticate: ";
            String challenge = refusal.lines()
                    .filter(line -> line.startsWith(field))
                    .findFirst()
                    .orElseThrow();
            Challenge asked = Objects.requireNonNull(Challenge.parse(challenge.substring(field.length())));
            send(request(flow, seconds, "Authorization: " + answer(asked) + "\r\n"));
            return hears("SIP/2.0 200");
        }

        private String request(int flow, int seconds, String more) {
            cseq++;
            return "REGISTER " + URI + " SIP/2.0\r\nVia: SIP/2.0/TCP 10.0.0.5;branch=z9hG4bK" + flow + "x" + cseq
                    + "\r\nFrom: <sip:alice@127.0.0.1>;tag=a\r\nTo: <sip:alice@127.0.0.1>\r\nCall-ID: flow" + flow
                    + "\r\nCSeq: " + cseq + " REGISTER\r\nMax-Forwards: 70\r\nSupported: path, outbound\r\nExpires: "
                    + seconds + "\r\nContact: <sip:alice@10.0.0.5;transport=tcp;ob>;reg-id=" + flow
                    + ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000a95a0e128>\"\r\n" + more
                    + "Content-Length: 0\r\n\r\n";
        }

        private static String answer(Challenge challenge) {
            DigestAlgorithm algorithm = challenge.algorithm();
            String count = "00000001";
            String secret = algorithm.secret("alice", challenge.realm(), PASSWORD);
            String response = algorithm.response(secret, challenge.nonce(), count, "cn", "REGISTER", URI);
            return new Credentials(
                            "alice", challenge.realm(), challenge.nonce(), URI, response, algorithm, null, count, "cn")
                    .fieldValue();
        }

        /// The next message that begins so.
        String hears(String beginning) throws IOException {
            while (true) {
                String message = message();
                if (message.startsWith(beginning)) {
                    return message;
                }
            }
        }

        /// Start line and fields; what the body says does not matter here.
        private String message() throws IOException {
            StringBuilder message = new StringBuilder();
            int body = 0;
            for (String line = in.readLine(); line == null || !line.isEmpty(); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("the stream has ended after " + message);
                }
                message.append(line).append('\n');
                body = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : body;
            }
            for (int i = 0; i < body; i++) {
                in.read();
            }
            return message.toString();
        }

        /// 486, and takes the ACK.
        void refuses(String invite) throws IOException {
            StringBuilder answer = new StringBuilder("SIP/2.0 486 Busy Here\r\n");
            invite.lines()
                    .filter(line -> line.matches("(Via|From|Call-ID|CSeq): .*"))
                    .forEach(line -> answer.append(line).append("\r\n"));
            invite.lines()
                    .filter(line -> line.startsWith("To: "))
                    .forEach(line -> answer.append(line).append(";tag=b\r\n"));
            send(answer + "Content-Length: 0\r\n\r\n");
            hears("ACK ");
        }

        private void send(String message) throws IOException {
            socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.DigestClient;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A tenant's SIP domain that serves once a file of its web server says that it may.
final class ProvedDomainTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "pbx.example.net";

    private static final String PASSWORD = "Correct1Horse2Battery";
    private static final Pattern CHALLENGE = Pattern.compile("WWW-Authenticate: (.*)\r\n");

    @TempDir
    private Path folder;

    @Test
    void aDomainServesOnceItsFileProvedIt() throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + " localhost\n");
        try (WebApp site = WebApp.start();
                OffhookProcess server = OffhookProcess.setup()
                        .machine("-Djdk.net.hosts.file=" + hosts)
                        .configured("domains.proof = tenants, name-server = \"127.0.0.1:" + Ports.free() + "\"")
                        .configured("domains.file = \"http://DOMAIN:" + site.port() + "/proof\"")
                        .start()) {
            Rest tenant = tenant(server.rest());
            String sid = tenant.post("/SIP/Domains.json", "DomainName", NAME, "SipRegistration", "true")
                    .is(201)
                    .sid();
            phone(tenant, sid);
            String path = "/v1/Accounts/" + tenant.account() + "/DomainProofs/" + sid;
            JsonNode before = tenant.page(path).is(200).json();
            assertThat(before.path("state").asText()).isEqualTo("pending");
            assertThat(register(server.sipPort())).startsWith("SIP/2.0 403 ");

            site.at(
                    "/proof",
                    Reply.of(200, "text/plain", before.at("/file/line").asText()));
            tenant.send("POST", path).is(200);
            JsonNode after = Waiting.forValue("the proof", LIMIT, () -> {
                JsonNode now = tenant.page(path).is(200).json();
                return now.path("state").asText().equals("proved") ? now : null;
            });

            assertThat(after.path("proved_by").asText()).isEqualTo("file");
            Waiting.until(
                    "the registration", LIMIT, () -> register(server.sipPort()).startsWith("SIP/2.0 200 "));
            server.rest()
                    .page(path.replace(tenant.account(), server.rest().account()))
                    .is(404);
        }
    }

    private static void phone(Rest tenant, String domain) {
        String list = tenant.post("/SIP/CredentialLists.json", "FriendlyName", "phones")
                .is(201)
                .sid();
        tenant.post("/SIP/CredentialLists/" + list + "/Credentials.json", "Username", "alice", "Password", PASSWORD)
                .is(201);
        tenant.post(
                        "/SIP/Domains/" + domain + "/Auth/Registrations/CredentialListMappings.json",
                        "CredentialListSid",
                        list)
                .is(201);
    }

    private static Rest tenant(Rest operator) {
        JsonNode account = operator.send("POST", "/2010-04-01/Accounts.json", "FriendlyName", "tenant")
                .is(201)
                .json();
        return new Rest(
                operator.server(),
                account.path("sid").asText(),
                account.path("auth_token").asText());
    }

    /// What the server says to a phone of the domain that registers with its password.
    private static String register(int port) {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            Matcher asked = CHALLENGE.matcher(ask(socket, port, 1, ""));
            assertThat(asked.find()).isTrue();
            Challenge challenge = DigestClient.choose(List.of(asked.group(1)), null);
            String answer =
                    DigestClient.answer(challenge, "alice", PASSWORD, Method.REGISTER, "sip:" + NAME, 1, "0a4f113b");
            return ask(socket, port, 2, "Authorization: " + answer + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(DatagramSocket socket, int port, int number, String authorization) throws IOException {
        String own = "127.0.0.1:" + socket.getLocalPort();
        String text = String.join(
                "\r\n",
                "REGISTER sip:" + NAME + " SIP/2.0",
                "Via: SIP/2.0/UDP " + own + ";branch=z9hG4bK" + socket.getLocalPort() + number,
                "From: <sip:alice@" + NAME + ">;tag=1",
                "To: <sip:alice@" + NAME + ">",
                "Call-ID: " + socket.getLocalPort() + "@proof",
                "CSeq: " + number + " REGISTER",
                "Contact: <sip:alice@" + own + ">",
                authorization + "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
        byte[] request = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(request, request.length, InetAddress.ofLiteral("127.0.0.1"), port));
        DatagramPacket answer = new DatagramPacket(new byte[4_000], 4_000);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    }
}

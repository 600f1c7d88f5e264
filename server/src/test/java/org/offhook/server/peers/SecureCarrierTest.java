package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.peers.Kamailio;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A kamailio is the carrier, over TLS: an authority of the test has signed the certificates of both, and each believes
/// nobody else. Behind it a SIPp on UDP answers all numbers of the world.
final class SecureCarrierTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-the-trunk";
    private static final String NUMBER = "+15550122";
    private static final int CARRIER = Ports.free();
    private static final int WORLD = Ports.free();
    private static final List<String> NEW_KEY = List.of(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2");

    @TempDir
    private static Path folder;

    private static LiveServer server;
    private static Kamailio carrier;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        openssl("authority", "/CN=authority", "-addext", "keyUsage=critical,keyCertSign");
        signed("ours");
        signed("theirs");
        server = LiveServer.start(
                "tls { certificate = \"" + folder.resolve("ours.pem") + "\", key = \"" + folder.resolve("ours.key")
                        + "\", trust = \"" + folder.resolve("authority.pem") + "\" }",
                "carrier { uri = \"sip:127.0.0.1:" + CARRIER
                        + ";transport=tls\", username = \"platform\", password = \"" + PASSWORD
                        + "\", realm = \"carrier\" }");
        carrier = Kamailio.secureCarrier(
                CARRIER,
                server.securePort(),
                WORLD,
                PASSWORD,
                folder.resolve("theirs.pem"),
                folder.resolve("theirs.key"),
                folder.resolve("authority.pem"));
        app = WebApp.start();
        rest = server.rest();
        rest.number(NUMBER, app.url("/in"));
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        carrier.close();
        app.close();
    }

    @Test
    void aCallGoesOutByTlsAndProvesWhoItIs() {
        Scenario answering = Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .answer(Offer.DEAF)
                .awaitBye();
        try (SippRun world = Sipp.callee(answering).at(WORLD).start()) {
            String call = rest.post("/Calls.json", "To", "+442079460010", "From", NUMBER, "Twiml", "<Response/>")
                    .is(201)
                    .sid();

            rest.awaitCall(call, "completed", LIMIT);
            assertThat(world.await().succeeds().messages()).contains("INVITE sip:+442079460010@");
        }
        Waiting.until(
                "the carrier saw it come by TLS",
                LIMIT,
                () -> carrier.log().contains("sip:+442079460010@127.0.0.1:" + CARRIER + ";transport=tls by tls from"));
        assertThat(server.metric("offhook_sip_tls_failed")).isZero();
    }

    @Test
    void theCarriersCallersComeInByTls() {
        app.at("/in", Reply.twiml("<Hangup/>"));
        Scenario calling = Scenario.caller()
                .as("+442079460011")
                .invite(Offer.DEAF)
                .answered()
                .awaitBye();
        try (SippRun caller = Sipp.caller("127.0.0.1", CARRIER, calling)
                .at(WORLD)
                .calling(NUMBER)
                .start()) {
            caller.await().succeeds();
            assertThat(caller.messages()).contains(";transport=tls>");
        }
        assertThat(app.awaitVisit("/in", 1, LIMIT).get("From")).isEqualTo("+442079460011");
        assertThat(server.metric("offhook_sip_connections{transport=\"tls\"}")).isPositive();
    }

    private static void signed(String name) throws IOException, InterruptedException {
        openssl(
                name,
                "/CN=" + name,
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-CA",
                "authority.pem",
                "-CAkey",
                "authority.key");
    }

    private static void openssl(String name, String subject, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(NEW_KEY);
        words.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem", "-subj", subject));
        words.addAll(List.of(more));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

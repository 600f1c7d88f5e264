package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Sound that is encrypted with keys of the session description, with baresip's module `srtp`. Alice says
/// 500 Hz, Bob 1200 Hz.
final class EncryptedPhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final double ALICE = 500;
    private static final double BOB = 1200;
    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                registrar.users = [
                  { name = "alice", password = "the-password-of-alice" }
                  { name = "bob", password = "the-password-of-bob" }
                ]""");
        app = WebApp.start();
        rest = server.rest();
        app.at("/bridge", Reply.twiml("<Dial><Sip>" + server.uri("bob") + "</Sip></Dial>"));
        rest.number("+15550181", app.url("/bridge"));
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

    @ParameterizedTest
    @CsvSource({"srtp,srtp", "srtp-mand,srtp", "srtp-mand,''"})
    void twoPhonesAreBridgedWhateverEachCanEncrypt(String alices, String bobs) {
        try (Baresip alice = phone("alice", ALICE, alices);
                Baresip bob = phone("bob", BOB, bobs)) {
            alice.dial("sip:+15550181@127.0.0.1:" + server.securePort() + ";transport=tls");
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.awaitTones(LIMIT, ALICE);
            bob.hangUp();
            alice.awaitClosed(LIMIT);

            assertThat(alice.log()).contains("SRTP is Enabled");
            assertThat(bob.log().contains("SRTP is Enabled")).isEqualTo(!bobs.isEmpty());
        }
        assertThat(server.log()).doesNotContain("inline:");
    }

    /// Keys by UDP are keys for everybody on the way.
    @Test
    void aPhoneThatMustEncryptButTalksInTheOpenIsRefused() {
        try (Baresip alice = Baresip.named("alice")
                .module("srtp")
                .account(";mediaenc=srtp-mand")
                .registered("127.0.0.1:" + server.sipPort(), "the-password-of-alice")
                .start()) {
            alice.awaitRegistered(LIMIT);
            alice.dial("sip:+15550181@127.0.0.1:" + server.sipPort());
            assertThat(alice.awaitClosed(LIMIT)).contains("488");
        }
    }

    private static Baresip phone(String name, double tone, String encryption) {
        Baresip.Setup setup = Baresip.named(name)
                .registered("127.0.0.1:" + server.securePort(), "the-password-of-" + name)
                .overTls(server.certificate())
                .saying(Sound.tone(tone, Duration.ofSeconds(30), 0.4))
                .answering();
        if (!encryption.isEmpty()) {
            setup.module("srtp").account(";mediaenc=" + encryption);
        }
        Baresip phone = setup.start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.server.config.HostPort;
import org.offhook.server.phone.PhoneLine;
import org.offhook.server.phone.PhonePlan;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Phones that talk SIP over TLS to the server's own certificate, and are called back through the connection
/// that they opened.
final class SecurePhonesTest {

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
    void twoPhonesOverTlsAreBridged() {
        app.at("/bridge", Reply.twiml("<Dial><Sip>" + server.uri("bob") + "</Sip></Dial>"));
        rest.number("+15550161", app.url("/bridge"));
        try (Baresip alice = phone("alice", ALICE);
                Baresip bob = phone("bob", BOB)) {
            // Connections of an earlier test may be ending yet.
            Waiting.until("only theirs are open", LIMIT, () -> connections() == 2);
            alice.dial("sip:+15550161@127.0.0.1:" + server.securePort() + ";transport=tls");
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.awaitTones(LIMIT, ALICE);
            bob.hangUp();
            alice.awaitClosed(LIMIT);

            assertThat(connections()).isEqualTo(2);
        }
    }

    private static double connections() {
        return server.metric("offhook_sip_connections{transport=\"tls\"}");
    }

    @Test
    void ourPhoneCallsOverTlsWhenItTrustsTheCertificate() throws Exception {
        app.at("/hello", Reply.twiml("<Say>Hello</Say><Hangup/>"));
        rest.number("+15550162", app.url("/hello"));
        String uri = "sip:+15550162@127.0.0.1:" + server.securePort() + ";transport=tls";
        try (PhoneLine trusting = PhoneLine.open(new HostPort("127.0.0.1", 0), "test", server.certificate());
                PhoneLine careful = PhoneLine.open(new HostPort("127.0.0.1", 0), "test")) {
            PhonePlan plan = new PhonePlan(List.of(), null, null, List.of(), List.of(), LIMIT);
            OutgoingInvite invite =
                    new OutgoingInvite(uri, null, "sip:phone@127.0.0.1", null, uri, Map.of(), null, null);
            assertThat(trusting.call(invite, plan, _ -> {}).talked()).isPositive();
            assertThat(careful.call(invite, plan, _ -> {}).talked()).isZero();
        }
    }

    private static Baresip phone(String name, double tone) {
        Baresip phone = Baresip.named(name)
                .registered("127.0.0.1:" + server.securePort(), "the-password-of-" + name)
                .overTls(server.certificate())
                .saying(Sound.tone(tone, Duration.ofSeconds(30), 0.4))
                .answering()
                .start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A phone that finds the way of its sound by ICE, and one that does not, bridged.
final class IcePhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final double ALICE = 500;
    private static final double BOB = 1200;

    @Test
    void aPhoneWithIceAndOneWithoutHearEachOther() {
        try (LiveServer server = LiveServer.start("""
                        registrar.users = [
                          { name = "alice", password = "the-password-of-alice" }
                          { name = "bob", password = "the-password-of-bob" }
                        ]""");
                WebApp app = WebApp.start();
                Baresip alice = phone(server, "alice", ALICE, true);
                Baresip bob = phone(server, "bob", BOB, false)) {
            app.at("/bridge", Reply.twiml("<Dial><Sip>" + server.uri("bob") + "</Sip></Dial>"));
            server.rest().number("+15550191", app.url("/bridge"));

            alice.dial(server.uri("+15550191"));
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.awaitTones(LIMIT, ALICE);
            bob.hangUp();
            alice.awaitClosed(LIMIT);

            assertThat(alice.log()).contains("connectivity check is complete");
            server.awaitQuiet(LIMIT);
        }
    }

    private static Baresip phone(LiveServer server, String name, double tone, boolean ice) {
        Baresip.Setup setup = Baresip.named(name)
                .saying(Sound.tone(tone, Duration.ofSeconds(30), 0.4))
                .answering()
                .registered("127.0.0.1:" + server.sipPort(), "the-password-of-" + name);
        Baresip phone = (ice ? setup.withIce() : setup).start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }
}

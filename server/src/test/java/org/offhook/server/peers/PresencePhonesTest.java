package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Waiting;

/// Phones of the Debian package baresip publish that they are there and watch each other (RFC 3856, RFC 3903).
final class PresencePhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-both";

    private static LiveServer server;

    @BeforeAll
    static void start() {
        server = LiveServer.start(
                "registrar.users = [ { name = bob, password = \"" + PASSWORD + "\" },",
                "{ name = carol, password = \"" + PASSWORD + "\" } ]",
                "presence.pace = 100ms");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Baresip phone(String user, String watched) {
        Baresip phone = Baresip.named(user)
                .registered("127.0.0.1:" + server.sipPort(), PASSWORD)
                .watching(server.uri(watched))
                .start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }

    @Test
    void aPhoneSeesThatAnotherComesIsInACallAndIsNotThere() {
        try (Baresip carol = phone("carol", "bob")) {
            carol.awaitContact("Offline", LIMIT);
            try (Baresip bob = phone("bob", "carol")) {
                carol.awaitContact("Online", LIMIT);
                server.rest()
                        .post(
                                "/Calls.json",
                                "From",
                                "carol",
                                "To",
                                server.uri("bob"),
                                "Twiml",
                                "<Response><Pause length=\"60\"/></Response>")
                        .is(201);
                bob.awaitIncoming(LIMIT);
                carol.awaitContact("Busy", LIMIT);
                bob.hangUp();
                carol.awaitContact("Online", LIMIT);

                Waiting.until("both have published", LIMIT, () -> server.metric("offhook_presences") == 2);
                bob.sayOffline();
                carol.awaitContact("Offline", LIMIT);
            }
        }
        assertThat(server.metric("offhook_events_total{type=\"presence.changed\"}"))
                .isPositive();
        server.awaitQuiet(LIMIT);
    }
}

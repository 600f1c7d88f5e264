package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.peers.ImpairingProxy;
import org.offhook.testkit.peers.Impairment;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Networks that lose packets between callers and the server.
final class LossTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long SEED = 20_261_121;
    private static final int CALLS = 20;
    private static final String KEYS = "1234567890*123456789012345678901";

    private static LiveServer server;
    private static WebApp app;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start();
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
    void callsCompleteAlthoughAFifthOfTheirSignallingIsLost() {
        app.at("/hello", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        server.rest().number("+15550161", app.url("/hello"));
        List<SippRun> callers = new ArrayList<>();
        List<ImpairingProxy> networks = new ArrayList<>();
        try {
            // A network of its own for each caller: what a side sends goes to whoever was heard there last.
            for (int i = 0; i < CALLS; i++) {
                ImpairingProxy network =
                        ImpairingProxy.open(Impairment.loss(0.2), SEED + i).to("127.0.0.1", server.sipPort());
                networks.add(network);
                int port = Ports.free();
                network.from("127.0.0.1", port);
                Scenario calling = Scenario.caller()
                        .reachedAt("127.0.0.1:" + network.right().getPort())
                        .invite(Offer.DEAF)
                        .answered()
                        .awaitBye();
                callers.add(Sipp.caller("127.0.0.1", network.left().getPort(), calling)
                        .calling("+15550161")
                        .at(port)
                        .within(LIMIT)
                        .start());
            }
            callers.forEach(caller -> caller.await().succeeds());
            assertThat(networks).allMatch(network -> network.passed() > 0);
            assertThat(networks.stream().mapToLong(ImpairingProxy::lost).sum()).isPositive();
        } finally {
            callers.forEach(SippRun::close);
            networks.forEach(ImpairingProxy::close);
        }
    }

    @Test
    void everyKeyArrivesAlthoughATwentiethOfTheSoundIsLost() {
        app.at("/keys", Reply.twiml("<Gather timeout=\"20\" action=\"/typed\"/>"))
                .at("/typed", Reply.twiml("<Hangup/>"));
        server.rest().number("+15550162", app.url("/keys"));
        try (RtpParty phone = RtpParty.open();
                ImpairingProxy network =
                        ImpairingProxy.open(Impairment.loss(0.05), SEED).from("127.0.0.1", phone.port());
                SippRun call = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .invite(Offer.at(network.right().getPort()))
                                        .answered()
                                        .awaitBye())
                        .calling("+15550162")
                        .within(LIMIT)
                        .start()) {
            int media = call.awaitMedia(network.right().getPort()).getPort();
            network.to("127.0.0.1", media);
            phone.speakTo(network.left());
            phone.press(KEYS);
            network.impair(Impairment.NONE);
            phone.press("#");

            assertThat(app.awaitVisit("/typed", 1, LIMIT).get("Digits")).isEqualTo(KEYS);
            assertThat(network.lost()).isPositive();
            call.await().succeeds();
        }
    }
}

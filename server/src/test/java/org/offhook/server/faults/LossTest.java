package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long SEED = 20_261_121;
    private static final int CALLS = 200;
    private static final int PHONES = 10;
    private static final int KEYS = 100;

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
    void ofTwoHundredCallsNoneIsDroppedAlthoughAFifthOfTheirSignallingIsLost() {
        app.at("/hello", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        server.rest().number("+15550161", app.url("/hello"));
        int port = Ports.free();
        try (ImpairingProxy network = ImpairingProxy.open(Impairment.loss(0.2), SEED)
                .from("127.0.0.1", port)
                .to("127.0.0.1", server.sipPort())) {
            Scenario calling = Scenario.caller()
                    .reachedAt("127.0.0.1:" + network.right().getPort())
                    .invite(Offer.DEAF)
                    .answered()
                    .awaitBye();
            Sipp.caller("127.0.0.1", network.left().getPort(), calling)
                    .calling("+15550161")
                    .at(port)
                    .calls(CALLS, 20)
                    .within(LIMIT)
                    // By itself SIPp sends an INVITE six times: in one run of eighty all six of some call are lost.
                    .option("-max_invite_retrans", "12", "-max_non_invite_retrans", "12")
                    .run()
                    .succeeds();
            assertThat(network.lost()).isGreaterThan(CALLS);
        }
    }

    @Test
    void ofAThousandKeysAllArriveAlthoughATwentiethOfTheSoundIsLost() throws Exception {
        app.at("/keys", Reply.twiml("<Gather timeout=\"20\" action=\"/typed\"/>"))
                .at("/typed", Reply.twiml("<Hangup/>"));
        server.rest().number("+15550162", app.url("/keys"));
        try (ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> typing = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                long seed = SEED + i;
                typing.add(() -> type(keys(seed), seed));
            }
            for (Future<Long> typed : phones.invokeAll(typing)) {
                assertThat(typed.get()).as("packets lost").isPositive();
            }
        }
        assertThat(app.visits("/typed"))
                .extracting(visit -> visit.get("Digits"))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(SEED, SEED + PHONES)
                        .mapToObj(LossTest::keys)
                        .toList());
    }

    /// A phone calls and types over a network of its own.
    ///
    /// @return the packets that were lost
    private static long type(String keys, long seed) {
        try (RtpParty phone = RtpParty.open();
                ImpairingProxy network =
                        ImpairingProxy.open(Impairment.loss(0.05), seed).from("127.0.0.1", phone.port());
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
            network.to("127.0.0.1", call.awaitMedia(network.right().getPort()).getPort());
            phone.speakTo(network.left());
            phone.press(keys);
            network.impair(Impairment.NONE);
            phone.press("#");
            call.await().succeeds();
            return network.lost();
        }
    }

    private static String keys(long seed) {
        return new Random(seed).ints(KEYS, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }
}

package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;

/// Calls find a carrier that works when others do not.
final class FailoverTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aCallGoesOnFromACarrierThatIsSilentAndOneThatIsFullToOneThatAnswers() throws IOException {
        int full = Ports.free();
        int good = Ports.free();
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SippRun refusing = Sipp.callee(Scenario.callee().awaitInvite().respond("503 Service Unavailable"))
                        .at(full)
                        .start();
                SippRun answering = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .respond("180 Ringing")
                                .answer(Offer.DEAF)
                                .awaitBye())
                        .at(good)
                        .start();
                LiveServer server = LiveServer.start(
                        "carriers = [",
                        carrier("silent", silent.getLocalPort(), "0.01"),
                        carrier("full", full, "0.02"),
                        carrier("good", good, "0.03"),
                        "]")) {
            Rest rest = server.rest();
            rest.number("+15550160", "http://127.0.0.1:9/");
            String call = rest.post(
                            "/Calls.json",
                            "To",
                            "+442079460000",
                            "From",
                            "+15550160",
                            "Twiml",
                            "<Response><Hangup/></Response>")
                    .is(201)
                    .sid();

            rest.awaitCall(call, "completed", LIMIT);
            answering.await().succeeds();
            refusing.await().succeeds();
            assertThat(answering.messages()).contains("INVITE sip:+442079460000@");
            String timeline = rest.page("/v1/Accounts/" + rest.account() + "/Calls/" + call + "/Timeline.json")
                    .text();
            assertThat(timeline).contains("\"from\":\"silent\"").contains("\"from\":\"full\"");
        }
    }

    private static String carrier(String name, int port, String price) {
        return "{ name = \"" + name + "\", uri = \"sip:127.0.0.1:" + port + "\", price = " + price + " }";
    }
}

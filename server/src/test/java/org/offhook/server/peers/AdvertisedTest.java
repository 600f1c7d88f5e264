package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A server that listens on all addresses, and whose neighbours in one network know it by another address than the
/// rest, as behind a NAT. All of 127.0.0.0/8 is this machine, so what they are told is also true.
final class AdvertisedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NEIGHBOUR = "127.0.0.2";
    private static final String KNOWN_AS = "127.0.0.7";
    private static final int SIP = Ports.block(2);
    private static final int RTP = Ports.block(40);

    private static OffhookProcess server;
    private static WebApp app;

    @BeforeAll
    static void start() {
        app = WebApp.start().at("/told", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        server = OffhookProcess.setup()
                .with("--sip", "0.0.0.0:" + SIP, "--media", "0.0.0.0:" + RTP + "-" + (RTP + 39), "--profile", "dev")
                .configured(
                        "public-addresses = [{ network = \"" + NEIGHBOUR + "/32\", address = \"" + KNOWN_AS + "\" }]")
                .start();
        server.rest().number("+15550177", app.url("/told"));
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void aCallerOfTheNetworkIsToldItsAddressAndSendsItsSoundThere() throws IOException {
        try (DatagramSocket ear = new DatagramSocket(0, InetAddress.ofLiteral(NEIGHBOUR))) {
            ear.setSoTimeout((int) LIMIT.toMillis());
            Offer offer = new Offer(NEIGHBOUR, ear.getLocalPort(), "sendrecv", 1, true);
            call(NEIGHBOUR, offer, KNOWN_AS);
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            ear.receive(packet);
            assertThat(packet.getLength()).isEqualTo(172);
        }
    }

    @Test
    void everybodyElseIsToldTheAddressThatLeadsToHim() {
        call("127.0.0.1", new Offer("127.0.0.1", 9, "sendrecv", 1, true), "127.0.0.1");
    }

    @Test
    void whoIsCalledInTheNetworkIsToldItsAddress() {
        Sipp phone = Sipp.callee(Scenario.callee()
                        .awaitInvite()
                        .answer(new Offer(NEIGHBOUR, 9, "sendrecv", 1, true))
                        .awaitBye())
                .option("-i", NEIGHBOUR);
        try (SippRun run = phone.start()) {
            server.rest()
                    .post(
                            "/Calls.json",
                            "To",
                            "sip:bob@" + NEIGHBOUR + ":" + phone.port(),
                            "From",
                            "+15550177",
                            "Url",
                            app.url("/told").toString())
                    .is(201);
            run.await().succeeds();
            assertToldBy(run, KNOWN_AS);
        }
    }

    private static void call(String from, Offer offer, String told) {
        Scenario scenario = Scenario.caller().invite(offer).answered().awaitBye();
        try (SippRun run = Sipp.caller("127.0.0.1", SIP, scenario)
                .calling("+15550177")
                .option("-i", from)
                .start()) {
            run.await().succeeds();
            assertToldBy(run, told);
        }
    }

    /// What the server said named it by this address alone.
    private static void assertToldBy(SippRun run, String address) {
        assertThat(run.messages())
                .contains("Contact: <sip:" + address + ":" + SIP + ">")
                .contains("c=IN IP4 " + address)
                .containsPattern("o=- .* IN IP4 " + address.replace(".", "\\."));
    }
}

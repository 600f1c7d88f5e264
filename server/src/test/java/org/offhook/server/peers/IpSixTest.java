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
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A server that listens on `::1` only: SIPp calls it over UDP and TCP.
final class IpSixTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SIP = Ports.block(2);
    private static final int RTP = Ports.block(40);

    private static OffhookProcess server;
    private static WebApp app;

    @BeforeAll
    static void start() {
        app = WebApp.start().at("/six", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        server = OffhookProcess.setup()
                .with("--sip", "[::1]:" + SIP, "--media", "[::1]:" + RTP + "-" + (RTP + 39))
                .start();
        server.rest().number("+15550166", app.url("/six"));
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void aCallOverUdpHasSoundAndEnds() throws IOException {
        try (DatagramSocket ear = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
            ear.setSoTimeout((int) LIMIT.toMillis());
            call(new Offer("::1", ear.getLocalPort(), "sendrecv", 1, true))
                    .run()
                    .succeeds();
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            ear.receive(packet);
            assertThat(packet.getLength()).isEqualTo(172);
            assertThat(packet.getAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
        }
    }

    @Test
    void aCallOverTcpEnds() {
        call(new Offer("::1", 9, "sendrecv", 1, true)).overTcp().run().succeeds();
    }

    @Test
    void mediaOfTheOtherFamilyAreRefused() {
        Sipp.caller("[::1]", SIP, Scenario.caller().invite(Offer.DEAF).refused(488))
                .calling("+15550166")
                .option("-i", "::1")
                .run()
                .succeeds();
    }

    private static Sipp call(Offer offer) {
        return Sipp.caller(
                        "[::1]", SIP, Scenario.caller().invite(offer).answered().awaitBye())
                .calling("+15550166")
                .option("-i", "::1");
    }
}

package org.offhook.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.peers.ImpairingProxy;
import org.offhook.testkit.peers.Impairment;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Packets that are no sound, sent to the ports of a call.
final class HostileSoundTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long SEED = 20_261_121;

    @Test
    void aCallLivesThroughBrokenRtpAndRtcp() throws IOException {
        try (LiveServer server = LiveServer.start();
                WebApp app = WebApp.start()
                        .at("/keys", Reply.twiml("<Gather timeout=\"20\" action=\"/typed\"/>"))
                        .at("/typed", Reply.twiml("<Hangup/>"));
                RtpParty phone = RtpParty.open();
                // The caller's own packets, each fifth with a bit turned: they pass the check of the source.
                ImpairingProxy network = ImpairingProxy.open(Impairment.NONE.corrupting(0.2), SEED)
                        .from("127.0.0.1", phone.port());
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.rest().number("+15550172", app.url("/keys"));
            try (SippRun call = Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller()
                                    .invite(Offer.at(network.right().getPort()))
                                    .answered()
                                    .awaitBye())
                    .calling("+15550172")
                    .within(LIMIT)
                    .start()) {
                InetSocketAddress media = call.awaitMedia(network.right().getPort());
                network.to("127.0.0.1", media.getPort());
                phone.speakTo(network.left());
                garbage(stranger, media, new Random(SEED));
                phone.press("12");
                garbage(stranger, new InetSocketAddress(media.getAddress(), media.getPort() + 1), new Random(~SEED));
                network.impair(Impairment.NONE);
                phone.press("34#");

                assertThat(app.awaitVisit("/typed", 1, LIMIT).get("Digits")).endsWith("34");
                call.await().succeeds();
            }
            server.awaitQuiet(LIMIT);
        }
    }

    /// What advisories are about: RTCP of 4 bytes, feedback that lies about its length, RTP with an extension
    /// beyond its end, and 2,000 packets of chance.
    private static void garbage(DatagramSocket from, InetSocketAddress to, Random random) throws IOException {
        send(from, to, new byte[0]);
        send(from, to, new byte[] {(byte) 0x80, (byte) 200, 0, 0});
        send(from, to, new byte[] {(byte) 0x83, (byte) 206, 0, (byte) 255, 0, 0, 0, 1, 0, 0, 0, 2, (byte) 255, 0});
        send(from, to, new byte[] {(byte) 0x81, (byte) 202, (byte) 255, (byte) 255, 0, 0, 0, 1, 1, (byte) 255});
        send(from, to, new byte[] {(byte) 0x9f, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, (byte) 255, (byte) 255});
        for (int i = 0; i < 2_000; i++) {
            byte[] packet = new byte[random.nextInt(200)];
            random.nextBytes(packet);
            if (packet.length > 0) {
                packet[0] = (byte) (0x80 | (packet[0] & 0x3f));
            }
            send(from, to, packet);
        }
    }

    private static void send(DatagramSocket from, InetSocketAddress to, byte[] bytes) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }
}

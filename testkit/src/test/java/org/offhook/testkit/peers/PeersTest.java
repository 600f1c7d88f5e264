package org.offhook.testkit.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.Sound;

/// The peers among themselves: what is said of the server with their help is worth as much as they are.
final class PeersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void sippCallsSippThroughACarrierThatWantsAPassword() {
        Scenario answering = Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .answer(Offer.DEAF)
                .awaitInfo()
                .awaitBye();
        Scenario unknown = Scenario.caller().invite(Offer.DEAF).refused(407);
        Scenario passing =
                Scenario.caller().invite(Offer.DEAF).answered().info('5').bye();
        Sipp callee = Sipp.callee(answering);
        int platform = Ports.free();
        try (SippRun behind = callee.start();
                Kamailio closed = Kamailio.carrier(Ports.free(), platform, callee.port(), "secret");
                Kamailio open = Kamailio.carrier(Ports.free(), platform, callee.port(), "")) {
            Sipp.caller("127.0.0.1", closed.port(), unknown).run().succeeds();
            Sipp.caller("127.0.0.1", open.port(), passing)
                    .calling("+15550100")
                    .run()
                    .succeeds();

            assertThat(behind.await().succeeds().messages()).contains("INVITE sip:+15550100@");
        }
    }

    @Test
    void sippHangsUpOnEitherSide() {
        Scenario answering = Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .awaitWord()
                .answer(Offer.DEAF)
                .awaitWord()
                .bye();
        Scenario calling = Scenario.caller().invite(Offer.DEAF).answered().awaitBye();
        Sipp callee = Sipp.callee(answering);
        try (SippRun run = callee.start();
                SippRun caller =
                        Sipp.caller("127.0.0.1", callee.port(), calling).start()) {
            caller.awaitMessage("180 Ringing");
            run.goOn();
            run.awaitMessage("\nACK ");
            assertThat(caller.messages()).doesNotContain("\nBYE ");
            run.goOn();
            caller.await().succeeds();
            run.await().succeeds();
        }
    }

    @Test
    void sippCancels() {
        Scenario answering =
                Scenario.callee().awaitInvite().respond("180 Ringing").awaitCancel();
        Scenario calling =
                Scenario.caller().invite(Offer.DEAF).await(180).awaitWord().cancel();
        Sipp callee = Sipp.callee(answering);
        try (SippRun run = callee.start();
                SippRun caller =
                        Sipp.caller("127.0.0.1", callee.port(), calling).start()) {
            caller.awaitMessage("180 Ringing");
            caller.goOn();
            caller.await().succeeds();
            run.await().succeeds();
        }
    }

    @Test
    void baresipsHearEachOther() {
        Sound low = Sound.tone(500, Duration.ofSeconds(5), 0.4);
        Sound high = Sound.tone(1200, Duration.ofSeconds(5), 0.4);
        try (Baresip caller = Baresip.named("low").saying(low).start();
                Baresip callee = Baresip.named("high").saying(high).answering().start()) {
            caller.dial(callee.uri());
            callee.awaitEstablished(LIMIT);
            caller.awaitEstablished(LIMIT);
            caller.press("42#");
            callee.awaitEvent("CALL_DTMF_START", LIMIT);
            caller.awaitTones(LIMIT, 1200);
            callee.awaitTones(LIMIT, 500);
            caller.hangUp();
            callee.awaitClosed(LIMIT);

            assertThat(caller.heard().share(1200)).isGreaterThan(0.9);
            assertThat(callee.heard().share(500)).isGreaterThan(0.9);
        }
    }

    @Test
    void anRtpPartyHearsWhatAnotherSaysThroughABadNetwork() {
        Impairment bad = Impairment.loss(0.05).duplicating(0.05).late(Duration.ofMillis(5), Duration.ofMillis(30));
        Sound melody = Sound.melody(Duration.ofMillis(400), 400, 900, 1400);
        try (RtpParty speaker = RtpParty.open();
                RtpParty listener = RtpParty.open();
                ImpairingProxy network = ImpairingProxy.open(bad, 7).to("127.0.0.1", listener.port())) {
            speaker.speakTo(network.left());
            speaker.press("159#");
            speaker.speak(melody);
            Waiting.until(
                    "all that was sent is lost or heard",
                    LIMIT,
                    () -> network.passed() + network.lost() >= speaker.sent()
                            && listener.packets() == network.passed());

            assertThat(listener.keys()).isEqualTo("159#");
            assertThat(Likeness.of(melody, listener.heard()).score()).isGreaterThan(0.9);
            assertThat(network.lost()).isPositive();
        }
    }

    @Test
    void aBadNetworkLosesWhatItsSeedSays() throws Exception {
        assertThat(arriving(11))
                .isEqualTo(arriving(11))
                .isNotEqualTo(arriving(12))
                .hasSizeBetween(300, 500);
    }

    /// Sends 500 numbered packets through a loss of 20 % and collects the numbers that arrive.
    private static String arriving(long seed) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket sender = new DatagramSocket(any);
                DatagramSocket receiver = new DatagramSocket(any);
                ImpairingProxy network =
                        ImpairingProxy.open(Impairment.loss(0.2), seed).to("127.0.0.1", receiver.getLocalPort())) {
            CompletableFuture<String> arrived = CompletableFuture.supplyAsync(() -> collect(receiver));
            for (int i = 0; i < 500; i++) {
                byte[] packet = {(byte) (i % 26 + 'a')};
                sender.send(new DatagramPacket(packet, 1, network.left()));
                long sent = i + 1L;
                if (sent % 50 == 0) {
                    Waiting.until("packet " + i, LIMIT, () -> network.passed() + network.lost() >= sent);
                }
            }
            network.impair(Impairment.NONE);
            sender.send(new DatagramPacket(new byte[] {'.'}, 1, network.left()));
            return arrived.get();
        }
    }

    private static String collect(DatagramSocket socket) {
        StringBuilder letters = new StringBuilder();
        try {
            socket.setSoTimeout(30_000);
            while (letters.isEmpty() || letters.charAt(letters.length() - 1) != '.') {
                DatagramPacket packet = new DatagramPacket(new byte[8], 8);
                socket.receive(packet);
                letters.append((char) packet.getData()[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return letters.toString();
    }
}

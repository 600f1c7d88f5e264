package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// What the prod profile keeps out: strangers who call, and private addresses that customers and callers name.
/// One
/// application is allowed by its port, the other is not.
final class ProdProfileTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Sound MELODY = Sound.melody(Duration.ofMillis(200), 600, 1000, 800);
    private static final int CARRIER = Ports.free();

    private static LiveServer server;
    private static WebApp allowed;
    private static WebApp refused;
    private static int number;

    @BeforeAll
    static void start() {
        refused = WebApp.start();
        allowed = WebApp.start()
                .at("/fallback", Reply.twiml("<Hangup/>"))
                .at("/hello", Reply.twiml("<Hangup/>"))
                .at("/melody.wav", Reply.of(200, "audio/wav", Sounds.wav(MELODY)));
        server = LiveServer.start(
                "profile = prod",
                "carrier.uri = \"sip:127.0.0.1:" + CARRIER + "\"",
                "allow = [\"127.0.0.1:" + allowed.port() + "\"]");
    }

    @AfterAll
    static void stop() {
        server.awaitQuiet(LIMIT);
        server.close();
        allowed.close();
        refused.close();
    }

    @Test
    void callsComeFromTheCarrierOnly() {
        String to = number(allowed.url("/hello"));
        call(to, Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .run()
                .succeeds();
        call(to, Scenario.caller().invite(Offer.DEAF).refused(403))
                .option("-i", "127.0.0.2")
                .run()
                .succeeds();
    }

    @Test
    void aWebhookToAPrivateAddressIsRefusedUnlessAllowed() {
        String code = errorOf(refused.url("/voice"), "/fallback?direct");
        assertThat(code).isEqualTo("11210");
        assertThat(refused.visits()).isEmpty();
    }

    @Test
    void soIsARedirectToOne() {
        allowed.at("/away", Reply.redirect(refused.url("/voice")));
        assertThat(errorOf(allowed.url("/away"), "/fallback?redirect")).isEqualTo("11210");
        assertThat(refused.visits()).isEmpty();
    }

    @Test
    void soAreSoundsAndCallbacks() {
        allowed.at("/sounds", Reply.twiml("<Play>" + refused.url("/sound.wav") + "</Play><Redirect>/later</Redirect>"))
                .at("/later", Reply.twiml("<Hangup/>"));
        String to = number(allowed.url("/sounds"), "StatusCallback", refused.url("/status"));
        call(to, Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .run()
                .succeeds();

        String call = allowed.awaitVisit("/later", 1, LIMIT).get("CallSid");
        server.rest().awaitCall(call, "completed", LIMIT);
        assertThat(refused.visits()).isEmpty();
    }

    @Test
    void aCallToAPrivateSipAddressIsRefusedUnlessAllowed() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel victim = DatagramChannel.open().bind(anywhere)) {
            victim.configureBlocking(false);
            int port = victim.socket().getLocalPort();
            allowed.at("/dial", Reply.twiml("<Dial action=\"/dialled\"><Sip>sip:x@127.0.0.1:" + port + "</Sip></Dial>"))
                    .at("/dialled", Reply.twiml("<Hangup/>"));
            call(
                            number(allowed.url("/dial")),
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .run()
                    .succeeds();

            Visit dialled = allowed.awaitVisit("/dialled", 1, LIMIT);
            assertThat(dialled.get("DialCallStatus")).isEqualTo("failed");
            assertThat(victim.receive(ByteBuffer.allocate(2_000))).isNull();
            String call = dialled.get("DialCallSid");
            Waiting.until(
                    "a notification",
                    LIMIT,
                    () -> server.rest()
                            .get("/Calls/" + call + "/Notifications.json")
                            .text()
                            .contains("32011"));
        }
    }

    @Test
    void nothingIsSentToAPrivateMediaAddressUntilItHasSpoken() {
        allowed.at("/play", Reply.twiml("<Play>/melody.wav</Play><Redirect>/silence</Redirect>"))
                .at("/silence", Reply.twiml("<Gather numDigits=\"1\" timeout=\"30\" action=\"/again\"/>"))
                .at("/again", Reply.twiml("<Play>/melody.wav</Play><Hangup/>"));
        String to = number(allowed.url("/play"));
        try (RtpParty phone = RtpParty.open();
                SippRun call = call(
                                to,
                                Scenario.caller()
                                        .invite(Offer.of(phone))
                                        .answered()
                                        .awaitBye())
                        .start()) {
            allowed.awaitVisit("/silence", 1, LIMIT);
            assertThat(phone.packets()).isZero();

            phone.speakTo(call.awaitMedia(phone.port()));
            phone.press("1");
            call.await().succeeds();
            hears(phone);
        }
    }

    @Test
    void anAllowedMediaAddressIsSpokenToAtOnce() {
        allowed.at("/straight", Reply.twiml("<Play>/melody.wav</Play><Hangup/>"));
        try (RtpParty phone = RtpParty.open();
                LiveServer open = LiveServer.start(
                        "profile = prod",
                        "carrier.uri = \"sip:127.0.0.1:" + CARRIER + "\"",
                        "allow = [\"127.0.0.1\"]")) {
            open.rest().number("+15550181", allowed.url("/straight"));
            Sipp.caller(
                            "127.0.0.1",
                            open.sipPort(),
                            Scenario.caller().invite(Offer.of(phone)).answered().awaitBye())
                    .calling("+15550181")
                    .run()
                    .succeeds();
            hears(phone);
        }
    }

    /// The last packets may wait at the phone when the call is over already.
    private static void hears(RtpParty phone) {
        Waiting.until(
                "the melody is heard",
                LIMIT,
                () -> Likeness.of(MELODY, phone.heard()).score() > 0.9);
    }

    /// The error that the fallback is told of when a number has this URL.
    private static String errorOf(String url, String fallback) {
        String to = number(url, "VoiceFallbackUrl", allowed.url(fallback));
        call(to, Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .run()
                .succeeds();
        return allowed.visits("/fallback").stream()
                .filter(visit -> visit.url().endsWith(fallback))
                .map(visit -> visit.get("ErrorCode"))
                .findFirst()
                .orElseThrow();
    }

    private static String number(String url, String... settings) {
        String to = "+1555018" + (2_000 + number++);
        server.rest().number(to, url, settings);
        return to;
    }

    private static Sipp call(String to, Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(to);
    }
}

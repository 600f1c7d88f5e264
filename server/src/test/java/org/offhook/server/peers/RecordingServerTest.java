package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// A recording server (RFC 7866) that is played by SIPp and hears both sides of a call.
final class RecordingServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NUMBER = "+15550158";
    private static final String VOICE = """
            <Start>
              <Siprec name="all" connectorName="vault" statusCallback="/told">
                <Parameter name="Order" value="4711"/>
              </Siprec>
            </Start>
            <Pause length="60"/>""";

    @Test
    void bothSidesAreHeardApartAndTheServerIsToldWhoTheyAre() {
        try (RtpParty phone = RtpParty.open();
                RtpParty theirs = RtpParty.open();
                RtpParty ours = RtpParty.open()) {
            Sipp vault = Sipp.callee(Scenario.callee()
                    .awaitInvite()
                    .answer(Offer.listening(theirs, ours))
                    .awaitBye());
            hears(phone, theirs, ours, vault);
        }
    }

    private static void hears(RtpParty phone, RtpParty theirs, RtpParty ours, Sipp recorder) {
        try (SippRun vault = recorder.start();
                WebApp app = WebApp.start().at("/voice", Reply.twiml(VOICE)).at("/told", Reply.empty());
                OffhookProcess server = OffhookProcess.setup()
                        .configured("connectors = [{ name = vault, uri = \"" + recorder.uri("vault") + "\" }]")
                        .start()) {
            server.rest().number(NUMBER, app.url("/voice"));
            Scenario calling = Scenario.caller()
                    .invite(Offer.of(phone))
                    .answered()
                    .awaitWord()
                    .bye();
            try (SippRun caller = Sipp.caller("127.0.0.1", server.sipPort(), calling)
                    .calling(NUMBER)
                    .start()) {
                assertThat(app.awaitVisit("/told", 1, LIMIT).get("SiprecEvent")).isEqualTo("siprec-started");
                phone.speakTo(caller.awaitMedia(phone.port()));
                phone.speak(Sound.tone(700, Duration.ofSeconds(2), 0.4));
                theirs.awaitPacket(LIMIT);
                ours.awaitPacket(LIMIT);
                caller.goOn();
                caller.await().succeeds();
            }
            String invite = vault.await().succeeds().messages();
            assertThat(invite)
                    .contains("Require: siprec", ";+sip.src", "multipart/mixed;boundary=")
                    .contains("a=label:1", "a=label:2", "a=sendonly", "Content-Disposition: recording-session")
                    .contains("urn:ietf:params:xml:ns:recording:1", "<parameter name=\"Order\">4711</parameter>");
            assertThat(app.awaitVisit("/told", 2, LIMIT).get("SiprecEvent")).isEqualTo("siprec-stopped");
            assertThat(theirs.heard().share(700)).isGreaterThan(0.9);
            assertThat(ours.heard().audible()).isLessThan(Duration.ofMillis(200));
        }
    }
}

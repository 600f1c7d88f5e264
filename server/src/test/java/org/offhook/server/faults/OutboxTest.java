package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.mail.Mail;
import org.offhook.testkit.mail.SmtpPeer;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// E-mail of a real server to a real mail server, which is away while the server is killed.
final class OutboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NUMBER = "+15550155";
    private static final String VOICE = """
            <Email to="ada@app.example" subject="Missed call" statusCallback="/told">Somebody called.</Email>
            <Pause length="60"/>""";

    @Test
    void whatWasAcceptedIsSentAfterAKill() {
        int port = Ports.free();
        try (WebApp app = WebApp.start().at("/voice", Reply.twiml(VOICE)).at("/told", Reply.empty());
                OffhookProcess server = OffhookProcess.setup()
                        .configured(
                                "mail { server = \"127.0.0.1:%d\", security = none, from = \"noreply@offhook.example\" }"
                                        .formatted(port))
                        .start()) {
            server.rest().number(NUMBER, app.url("/voice"));
            Scenario calling = Scenario.caller().invite(Offer.DEAF).answered().awaitBye();
            try (SippRun _ = Sipp.caller("127.0.0.1", server.sipPort(), calling)
                    .calling(NUMBER)
                    .start()) {
                Waiting.until(
                        "the e-mail was tried in vain",
                        LIMIT,
                        () -> server.metric("offhook_events_total{type=\"email.delayed\"}") != null);
                Waiting.until("it waits", LIMIT, () -> waiting(server) == 1);
                server.kill();
            }
            try (SmtpPeer mail = SmtpPeer.start(port)) {
                server.restart();
                assertThat(app.awaitVisit("/told", 1, LIMIT).get("EmailStatus")).isEqualTo("sent");
                List<Mail> mails = mail.mails();
                assertThat(mails).singleElement().satisfies(one -> {
                    assertThat(one.header("Subject")).isEqualTo("Missed call");
                    assertThat(one.body()).isEqualTo("Somebody called.");
                });
                Waiting.until("nothing waits", LIMIT, () -> waiting(server) == 0);
            }
        }
    }

    private static double waiting(OffhookProcess server) {
        return Objects.requireNonNull(server.metric("offhook_emails_waiting"));
    }
}

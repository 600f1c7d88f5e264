package org.offhook.adapters.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.adapters.mail.SmtpSettings.Security;
import org.offhook.adapters.tls.Authority;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.MailServer.Handed;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.mail.Mail;
import org.offhook.testkit.mail.SmtpPeer;

/// Our mail client and a server that takes what is said literally.
final class SmtpServerTest {

    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose
    private final SmtpPeer peer = SmtpPeer.start();

    @Test
    void anEmailArrivesAsItWasWritten() throws Exception {
        String text = "Grüße,\n.\n..two dots\nFrom here\n" + "long ".repeat(400);
        Email email = email(List.of("ada@app.example", "bob@app.example"), "Größe: 5 € – " + "x".repeat(200), text);
        assertThat(send(plain(), email)).isEqualTo(new Handed.Taken());

        Mail mail = peer.mails().getFirst();
        assertThat(mail.commands())
                .contains("EHLO offhook.example", "MAIL FROM:<noreply@offhook.example>")
                .contains("RCPT TO:<ada@app.example>", "RCPT TO:<bob@app.example>");
        MimeMessage read = read(mail);
        assertThat(read.getSubject()).isEqualTo(email.title());
        assertThat(((String) read.getContent()).replace("\r\n", "\n").stripTrailing())
                .isEqualTo(text.stripTrailing());
        assertThat(mail.header("From")).isEqualTo("noreply@offhook.example");
        assertThat(mail.header("Reply-To")).isEqualTo("desk@app.example");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(read.getSentDate()).isEqualTo(email.created());
        assertThat(mail.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void aSecondAttemptCanBeToldFromAnotherEmail() {
        Email email = email(List.of("ada@app.example"), "Hello", "Again.");
        assertThat(send(plain(), email)).isEqualTo(new Handed.Taken());
        assertThat(send(plain(), email)).isEqualTo(new Handed.Taken());
        assertThat(peer.mails())
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly("<" + email.sid() + "@offhook.example>");
    }

    @Test
    void whatTheServerSaysDecides() {
        peer.answers("RCPT TO:<nobody@", "550 5.1.1 No such user")
                .answers("RCPT TO:<full@", "452 4.2.2 Mailbox full")
                .answers("RCPT TO:<spam@", "250 Ok");
        assertThat(send(plain(), email(List.of("ada@app.example", "nobody@app.example"), "", "x")))
                .isInstanceOfSatisfying(Handed.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(30005);
                    assertThat(refused.reason()).contains("No such user").doesNotContain("\n", "\r");
                });
        assertThat(peer.mails()).as("none gets it when one does not").isEmpty();
        assertThat(send(plain(), email(List.of("full@app.example"), "", "x"))).isInstanceOf(Handed.Later.class);
        peer.answers(".", "554 5.7.1 Spam");
        assertThat(send(plain(), email(List.of("spam@app.example"), "", "x")))
                .isInstanceOfSatisfying(
                        Handed.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(30007));
        peer.answers(".", "451 4.3.0 Later");
        assertThat(send(plain(), email(List.of("ada@app.example"), "", "x"))).isInstanceOf(Handed.Later.class);
    }

    @Test
    void aServerThatIsNotThereIsAskedLater() {
        peer.close();
        assertThat(send(plain(), email(List.of("ada@app.example"), "", "x"))).isInstanceOf(Handed.Later.class);
    }

    @Test
    void aPasswordIsGivenByTlsOnly() throws Exception {
        Authority authority = new Authority();
        peer.secured(authority.server("127.0.0.1", DAY)).demands("offhook", "secret-of-ours");
        Email email = email(List.of("ada@app.example"), "Secret", "x");
        SmtpServer trusting =
                new SmtpServer(settings(peer.port(), Security.STARTTLS, "secret-of-ours"), supply(authority));
        assertThat(send(trusting, email)).isEqualTo(new Handed.Taken());
        Mail mail = peer.mails().getFirst();
        assertThat(mail.commands().indexOf("STARTTLS"))
                .isBetween(0, mail.commands().size())
                .isLessThan(index(mail.commands(), "AUTH"));
        SmtpServer mistaken = new SmtpServer(settings(peer.port(), Security.STARTTLS, "wrong"), supply(authority));
        assertThat(send(mistaken, email))
                .isInstanceOfSatisfying(
                        Handed.Later.class, later -> assertThat(later.reason()).doesNotContain("wrong"));
    }

    @Test
    void aServerThatOffersNoTlsOrCannotProveWhoItIsGetsNothing() throws Exception {
        Email email = email(List.of("ada@app.example"), "Secret", "x");
        Authority authority = new Authority();
        SmtpServer strict = new SmtpServer(settings(peer.port(), Security.STARTTLS, null), supply(authority));
        assertThat(send(strict, email)).isInstanceOf(Handed.Later.class);
        peer.secured(authority.server("other.example", DAY));
        assertThat(send(strict, email)).isInstanceOf(Handed.Later.class);
        peer.secured(Authority.selfSigned("127.0.0.1"));
        assertThat(send(strict, email)).isInstanceOf(Handed.Later.class);
        assertThat(peer.mails()).isEmpty();
    }

    @Test
    void tlsMayBeginWithTheFirstByte() throws Exception {
        Authority authority = new Authority();
        SSLContext shown = authority.server("127.0.0.1", DAY);
        try (SmtpPeer secure = SmtpPeer.on(
                shown.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()))) {
            SmtpServer server = new SmtpServer(settings(secure.port(), Security.TLS, null), supply(authority));
            assertThat(send(server, email(List.of("ada@app.example"), "Hello", "x")))
                    .isEqualTo(new Handed.Taken());
            assertThat(secure.mails()).hasSize(1);
        }
    }

    private static int index(List<String> commands, String beginning) {
        return commands.stream()
                .map(line -> line.startsWith(beginning))
                .toList()
                .indexOf(true);
    }

    private static Supplier<SSLContext> supply(Authority authority) throws Exception {
        SSLContext trusting = authority.trusting();
        return () -> trusting;
    }

    private SmtpServer plain() {
        return new SmtpServer(settings(peer.port(), Security.NONE, null), () -> {
            throw new IllegalStateException("no TLS is wanted");
        });
    }

    private static SmtpSettings settings(int port, Security security, @Nullable String password) {
        return new SmtpSettings(
                "127.0.0.1", port, security, password == null ? null : "offhook", password, "noreply@offhook.example");
    }

    private static Handed send(SmtpServer server, Email email) {
        CompletableFuture<Handed> handed = new CompletableFuture<>();
        server.send(email, handed::complete);
        return handed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Email email(List<String> to, String title, String text) {
        return new Email(
                Samples.sid("EM", 7),
                Samples.sid("AC", 1),
                Samples.sid("CA", 1),
                to,
                title,
                text,
                "desk@app.example",
                null,
                0,
                Instant.parse("2026-11-21T17:00:00Z"));
    }

    private static MimeMessage read(Mail mail) throws Exception {
        byte[] bytes = String.join("\r\n", mail.lines()).getBytes(StandardCharsets.UTF_8);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }
}

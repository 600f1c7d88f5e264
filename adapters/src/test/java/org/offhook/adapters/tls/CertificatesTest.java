package org.offhook.adapters.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.core.time.Clock;
import org.offhook.testkit.peers.Program;

/// PEM files as openssl writes them, and what operators get wrong.
class CertificatesTest {

    private static final Clock CLOCK = new MachineClock();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl genrsa -traditional -out key.pem 2048",
                "openssl genrsa -out key.pem 2048",
                "openssl ecparam -name prime256v1 -genkey -out key.pem",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem"
            })
    void keysInEveryFormThatOpensslWrites(String command) throws IOException {
        run(command);
        run("openssl req -x509 -new -key key.pem -subj /CN=sip.example.net -days 30 -out certificate.pem");
        Certificates certificates = read();
        assertThat(certificates.own().getSubjectX500Principal().getName()).isEqualTo("CN=sip.example.net");
        assertThat(certificates.ends()).isAfter(CLOCK.now().plus(Duration.ofDays(29)));
        assertThat(certificates.current().getServerSocketFactory()).isNotNull();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("certificate.pem");
    }

    @Test
    void aFileWithoutACertificateSaysWhatItNeeds() throws IOException {
        Files.writeString(folder.resolve("certificate.pem"), "nothing");
        assertThatThrownBy(this::read).hasMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    void aKeyWithAPasswordIsNotTaken() throws IOException {
        run("openssl genpkey -algorithm RSA -aes256 -pass pass:secret -out key.pem");
        run("openssl req -x509 -new -key key.pem -passin pass:secret -subj /CN=a -out certificate.pem");
        assertThatThrownBy(this::read).hasMessageContaining("without a password");
    }

    @Test
    void theKeyOfAnotherCertificateIsNotTaken() throws IOException {
        run("openssl genrsa -out key.pem 2048");
        run("openssl req -x509 -new -key key.pem -subj /CN=a -out certificate.pem");
        run("openssl genrsa -out key.pem 2048");
        assertThatThrownBy(this::read).hasMessageContaining("is not the key of");
    }

    @Test
    void aLocalCertificateIsMadeOnceAndItsKeyIsForItsOwnerAlone() throws IOException {
        Certificates first = Certificates.local(folder, "192.0.2.7", CLOCK);
        Certificates second = Certificates.local(folder, "192.0.2.7", CLOCK);
        assertThat(second.own()).isEqualTo(first.own());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("local-key.pem"))))
                .isEqualTo("rw-------");
        try (Program openssl = Program.start(
                "openssl",
                folder,
                List.of("openssl", "x509", "-in", "local-certificate.pem", "-noout", "-ext", "subjectAltName"))) {
            openssl.awaitOutput("IP Address:192.0.2.7", Duration.ofSeconds(30));
        }
    }

    private Certificates read() throws IOException {
        return Certificates.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"), CLOCK);
    }

    private void run(String command) {
        try (Program openssl = Program.start("openssl", folder, List.of(command.split(" ")))) {
            assertThat(openssl.awaitEnd(Duration.ofSeconds(20)))
                    .as(openssl.output())
                    .isZero();
        }
    }
}

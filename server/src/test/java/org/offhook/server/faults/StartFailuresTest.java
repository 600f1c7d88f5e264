package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;

/// What keeps a server from starting is told in one line, and the process ends with 1.
final class StartFailuresTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            String at = "127.0.0.1:" + taken.getLocalPort();
            try (OffhookProcess http = OffhookProcess.setup().with("--http", at).launch();
                    OffhookProcess sip =
                            OffhookProcess.setup().with("--sip", at).launch()) {
                String port = Integer.toString(taken.getLocalPort());
                assertThat(lineOf(http)).contains(port, "--http");
                assertThat(lineOf(sip)).contains(port, "--sip");
            }
        }
    }

    @Test
    void httpsWithoutACertificateInProd() {
        try (OffhookProcess server = OffhookProcess.setup()
                .with("--profile", "prod", "--https", "127.0.0.1:0")
                .launch()) {
            assertThat(lineOf(server)).contains("tls.certificate", "tls.key");
        }
    }

    @Test
    void aDataFolderThatCannotBeOne() throws IOException {
        Path file = Files.createTempFile("offhook-no-folder-", "");
        try (OffhookProcess server =
                OffhookProcess.setup().with("--data", file.toString()).launch()) {
            assertThat(lineOf(server)).contains(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aDataFolderThatAnotherProcessHas() {
        try (OffhookProcess first = OffhookProcess.setup().start();
                OffhookProcess second = OffhookProcess.setup()
                        .with("--data", first.data().toString())
                        .launch()) {
            assertThat(lineOf(second)).contains(first.data().toString());
            assertThat(first.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aWordOfTheConfigurationThatIsWrong() {
        try (OffhookProcess server =
                OffhookProcess.setup().configured("limits.cals = 3").launch()) {
            assertThat(server.awaitEnd(LIMIT)).isEqualTo(2);
            assertThat(server.log().lines()).hasSize(1);
            assertThat(server.log()).contains("limits.cals", "did you mean calls?");
        }
    }

    /// The one line that a server which cannot start has to say.
    private static String lineOf(OffhookProcess server) {
        assertThat(server.awaitEnd(LIMIT)).as(server.log()).isEqualTo(1);
        List<String> lines = server.log()
                .lines()
                // What it logs is for machines; people read the rest.
                .filter(line -> !line.startsWith("{"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("offhook serve: ").doesNotContain("Exception");
        return lines.getFirst();
    }
}

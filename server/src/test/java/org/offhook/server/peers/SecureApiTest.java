package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Program;

/// The API by HTTPS, with the certificate that a server in development makes for itself.
final class SecureApiTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theApiIsAnsweredByTls() {
        try (LiveServer server = LiveServer.start("https = \"127.0.0.1:0\"")) {
            List<String> line = List.of(
                    "curl",
                    "-sS",
                    "--cacert",
                    server.certificate().toString(),
                    "-u",
                    OffhookProcess.ACCOUNT + ":" + OffhookProcess.TOKEN,
                    "https://localhost:" + server.httpsPort() + "/2010-04-01/Accounts/" + OffhookProcess.ACCOUNT
                            + ".json");
            try (Program curl = Program.start("curl", Program.folder("curl"), line)) {
                assertThat(curl.awaitEnd(LIMIT)).as(curl.output()).isZero();
                assertThat(curl.output()).contains("\"status\":\"active\"");
            }
            assertThat(server.get("/metrics").body())
                    .contains("offhook_http_connections{scheme=\"https\"}", "offhook_http_tls_failed_total 0");
        }
    }
}

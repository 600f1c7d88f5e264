package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;

/// Every example of docs/rest.md is run by a shell, one after the other, against a server; curl fails where the
/// server refuses.
final class RestDocsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    @Test
    void theExamplesWork() throws IOException, InterruptedException {
        Path page = Path.of("").toAbsolutePath().getParent().resolve("docs/rest.md");
        try (OffhookProcess server = OffhookProcess.setup()
                .configured("number-pool = [\"+14155550000-+14155550099\"]")
                .start()) {
            StringBuilder script = new StringBuilder("set -eux\n");
            Matcher blocks = BLOCK.matcher(Files.readString(page, StandardCharsets.UTF_8));
            while (blocks.find()) {
                script.append(blocks.group(1));
            }
            Path log = Path.of("target", "rest-docs.log").toAbsolutePath();
            String text = script.toString().replace("http://127.0.0.1:8080", "http://127.0.0.1:" + server.httpPort());
            ProcessBuilder shell = new ProcessBuilder("bash", "-c", text)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            shell.environment()
                    .putAll(Map.of(
                            "OFFHOOK_ACCOUNT_SID", OffhookProcess.ACCOUNT, "OFFHOOK_AUTH_TOKEN", OffhookProcess.TOKEN));
            Process run = shell.start();
            try {
                assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                run.destroyForcibly();
            }
            assertThat(run.exitValue())
                    .as(Files.readString(log, StandardCharsets.UTF_8))
                    .isZero();
        }
    }
}

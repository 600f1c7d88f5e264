package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.testkit.peers.OffhookProcess;

/// The official client library for Node, unmodified; its tests lie in `src/test/sdk` and run under `node
/// --test`.
final class NodeSdkTest {

    private static final long MINUTES = 3;

    private static OffhookProcess server;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup()
                .configured("number-pool = [\"+14155550000-+14155550099\"]")
                .with("--number", "+14155551000=" + Sdk.STAYS, "--number", "+14155551001=" + Sdk.STAYS)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts",
                "callerids",
                "calls",
                "meetings",
                "messages",
                "numbers",
                "sip",
                "speech",
                "trunks",
                "usage"
            })
    void theLibraryDrives(String what) throws IOException, InterruptedException {
        Path folder = Sdk.node();
        Path log = Path.of("target", "sdk-" + what + ".log").toAbsolutePath();
        ProcessBuilder node = new ProcessBuilder(List.of("node", "--test", "--test-reporter=tap", what + ".test.js"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        node.environment()
                .putAll(Map.of(
                        "OFFHOOK_URL", "http://127.0.0.1:" + server.httpPort(),
                        "OFFHOOK_ACCOUNT", OffhookProcess.ACCOUNT,
                        "OFFHOOK_TOKEN", OffhookProcess.TOKEN));
        Process process = node.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String told = java.nio.file.Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).contains("# fail 0", "# skipped 0").doesNotContain("# pass 0");
    }
}

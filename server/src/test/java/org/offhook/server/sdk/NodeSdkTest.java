package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
                .configured("number-pool = " + Sdk.POOL)
                .with("--number", "+14155551000=" + Sdk.STAYS, "--number", "+14155551001=" + Sdk.STAYS)
                .start();
        server.rest().post("/SMS/ShortCodes.json", "ShortCode", "72345");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyResourceHasARow() throws IOException {
        String rows = Files.readString(Sdk.node().resolve("resources.test.js"), StandardCharsets.UTF_8);
        Set<String> named = Pattern.compile("(?m)^  '([A-Za-z0-9/]+)': ")
                .matcher(rows)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(ContractResources.names());
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
                "resources",
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
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).contains("# fail 0", "# skipped 0").doesNotContain("# pass 0");
    }
}

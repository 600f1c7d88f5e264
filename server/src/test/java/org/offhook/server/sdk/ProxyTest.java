package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Program;

/// Programs that know nothing of us, in the environment that `offhook proxy` prints.
final class ProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLACED = "^placed (CA[0-9a-f]{32}) to \\+14155551001";
    private static final String LISTENS = "127.0.0.1:0";

    private static OffhookProcess server;
    private static Program proxy;
    private static Path environment;
    private static int secure;

    @BeforeAll
    static void start() throws Exception {
        server = OffhookProcess.setup()
                .with("--number", "+14155551000=" + Sdk.STAYS, "--number", "+14155551001=" + Sdk.STAYS)
                .start();
        proxy = proxy(server, "--listen", LISTENS, "--tls", LISTENS);
        secure = Integer.parseInt(proxy.awaitOutput("TLS without a proxy: port ([0-9]+)", PATIENCE)
                .group(1));
        proxy.awaitOutput("^# It ends with", PATIENCE);
        environment = Files.writeString(proxy.folder().resolve("environment.sh"), proxy.output());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void theNodeLibraryIsServed() {
        Path script = Sdk.node().resolve("unchanged.js");
        Matcher said = run(PLACED + "; (\\S+)$", "node", script.toString());
        // Addresses lead back to where the program believes to be, or it could not follow them.
        assertThat(said.group(2)).startsWith("https://accounts.twilio.com/v1/");
        isPlaced(said.group(1));
    }

    @Test
    void theJavaLibraryIsServed() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        isPlaced(run(PLACED, java, "-cp", System.getProperty("java.class.path"), UnchangedProgram.class.getName())
                .group(1));
    }

    @Test
    void pythonIsServed() {
        isPlaced(run(
                        PLACED,
                        "python3",
                        Path.of("src/test/sdk/unchanged.py").toAbsolutePath().toString())
                .group(1));
    }

    @Test
    void curlIsServedAndItsOtherHostsAreRefused() {
        String account = "/2010-04-01/Accounts/" + OffhookProcess.ACCOUNT + ".json";
        String user = OffhookProcess.ACCOUNT + ":" + OffhookProcess.TOKEN;
        run("\"status\":\"active\"", "curl", "-sS", "-u", user, "https://api.twilio.com" + account);
        run("\"status\":\"active\"", "curl", "-sS", "-u", user, "https://api.dublin.ie1.twilio.com" + account);
        run("CONNECT tunnel failed, response 403|HTTP code 403", "curl", "-sS", "https://example.com/");
        run("this proxy takes CONNECT only", "sh", "-c", "curl -sS -x $HTTP_PROXY http://example.com/");
    }

    @Test
    void aProgramThatResolvesTheNamesToThisMachineIsServedWithoutAProxy() {
        run(
                "\"status\":\"active\"",
                "curl",
                "-sS",
                "--noproxy",
                "*",
                "--connect-to",
                "api.twilio.com:443:127.0.0.1:" + secure,
                "-u",
                OffhookProcess.ACCOUNT + ":" + OffhookProcess.TOKEN,
                "https://api.twilio.com/2010-04-01/Accounts/" + OffhookProcess.ACCOUNT + ".json");
    }

    @Test
    void theKeyIsForItsOwnerAlone() throws Exception {
        Path key = server.data().resolve("proxy/signer-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void itIsNotForTheProdProfileNorForOtherMachinesNorWithoutAServer() {
        try (OffhookProcess strict =
                OffhookProcess.setup().with("--profile", "prod").start()) {
            try (Program refused = proxy(strict)) {
                assertThat(refused.awaitEnd(PATIENCE)).isEqualTo(2);
                assertThat(refused.output()).contains("prod", "--in-prod").hasLineCount(1);
            }
            try (Program asked = proxy(strict, "--in-prod", "--listen", LISTENS, "--tls", LISTENS)) {
                asked.awaitOutput("offhook proxy is ready", PATIENCE);
            }
            strict.kill();
            try (Program alone = proxy(strict)) {
                assertThat(alone.awaitEnd(PATIENCE)).isEqualTo(1);
                assertThat(alone.output()).contains("no server answers").hasLineCount(1);
            }
        }
        try (Program wide = proxy(server, "--listen", "0.0.0.0:0")) {
            assertThat(wide.awaitEnd(PATIENCE)).isEqualTo(1);
            assertThat(wide.output()).contains("not a loopback address").hasLineCount(1);
        }
    }

    private static void isPlaced(String call) {
        server.rest().get("/Calls/" + call + ".json").is(200);
    }

    private static Program proxy(OffhookProcess server, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.server.Main",
                "proxy",
                "--api",
                "http://127.0.0.1:" + server.httpPort(),
                "--data",
                server.data().toString()));
        words.addAll(List.of(more));
        return Program.start("proxy", Program.folder("proxy"), words);
    }

    /// Runs a program in the environment that was printed, until it has said what is expected.
    private static Matcher run(String expected, String... words) {
        List<String> line = new ArrayList<>(List.of(
                "env",
                "TWILIO_ACCOUNT_SID=" + OffhookProcess.ACCOUNT,
                "TWILIO_AUTH_TOKEN=" + OffhookProcess.TOKEN,
                "sh",
                "-c",
                ". \"$0\"; \"$@\"; true",
                environment.toString()));
        line.addAll(List.of(words));
        try (Program program = Program.start("unchanged", Program.folder("unchanged"), line)) {
            program.awaitEnd(PATIENCE);
            return program.awaitOutput(expected, PATIENCE);
        }
    }
}

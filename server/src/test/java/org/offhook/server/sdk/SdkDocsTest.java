package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Program;

/// The lines of docs/sdk.md for the languages whose client library is here, as they stand on the page.
final class SdkDocsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLACED = "CA[0-9a-f]{32}";

    private static OffhookProcess server;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup()
                .with("--number", "+15550100=" + Sdk.STAYS, "--number", "+15550123=" + Sdk.STAYS)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLinesForNodePlaceACall() throws IOException {
        String more = """

                const token = await client.accounts.v1.secondaryAuthToken().create();
                console.log(token.url);
                await client.accounts.v1.secondaryAuthToken().remove();
                """;
        String said = run(Sdk.node(), "node", "--input-type=module", "-e", block("js") + more);
        assertThat(said).containsPattern(PLACED).contains("http://127.0.0.1:" + server.httpPort() + "/accounts/v1/");
    }

    @Test
    void theLinesForPythonPlaceACall() throws IOException {
        String more = """

                from twilio.base.exceptions import TwilioRestException
                print(len(client.calls.list(limit=5)))
                try:
                    client.calls("CA00000000000000000000000000000000").fetch()
                except TwilioRestException as problem:
                    print(problem.status, problem.code)
                """;
        // The one of Debian, which has the library.
        String said = run(Program.folder("recipe"), "/usr/bin/python3", "-c", block("python") + more);
        assertThat(said).containsPattern(PLACED).contains("404 20404");
    }

    @Test
    void theLinesForJavaPlaceACall() throws IOException {
        String lines = block("java");
        int end = lines.indexOf("\nTwilio.");
        String program = """
                import com.twilio.Twilio;
                import com.twilio.http.*;
                import com.twilio.rest.accounts.v1.SecondaryAuthToken;
                import com.twilio.rest.api.v2010.account.Call;
                import com.twilio.type.*;

                public class Recipe {
                    static %s

                    public static void main(String[] words) {
                        String accountSid = System.getenv("ACCOUNT_SID");
                        String authToken = System.getenv("AUTH_TOKEN");
                        %s
                        Call call = Call.creator(
                                new PhoneNumber("+15550123"), new PhoneNumber("+15550100"), new Twiml("<Response/>")).create();
                        IO.println(call.getSid());
                        IO.println(SecondaryAuthToken.creator().create().getUrl());
                        SecondaryAuthToken.deleter().delete();
                    }
                }
                """.formatted(lines.substring(0, end), lines.substring(end));
        Path folder = Program.folder("recipe");
        Path file = Files.writeString(folder.resolve("Recipe.java"), program);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = run(folder, java, "-cp", System.getProperty("java.class.path"), file.toString());
        assertThat(said).containsPattern(PLACED).contains("/accounts/v1/");
    }

    /// The first block of this language, led to the server under test.
    private static String block(String language) throws IOException {
        Path page = Path.of("").toAbsolutePath().getParent().resolve("docs/sdk.md");
        Matcher block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(Files.readString(page, StandardCharsets.UTF_8));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1).replace("http://127.0.0.1:8080", "http://127.0.0.1:" + server.httpPort());
    }

    private static String run(Path folder, String... words) {
        List<String> line = new ArrayList<>(List.of(
                "env",
                "-C",
                folder.toString(),
                "ACCOUNT_SID=" + OffhookProcess.ACCOUNT,
                "AUTH_TOKEN=" + OffhookProcess.TOKEN));
        line.addAll(List.of(words));
        try (Program program = Program.start("recipe", Program.folder("run"), line)) {
            assertThat(program.awaitEnd(PATIENCE)).as(program.output()).isZero();
            return program.output();
        }
    }
}

package org.offhook.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// `offhook phone` with the whole server at the other end.
final class PhoneCommandTest {

    private static final String NUMBER = "+15550300";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static LiveServer server;
    private static WebApp app;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                registrar.users = [
                  { name = "dora", password = "the-password-of-dora" }
                  { name = "eve", password = "the-password-of-eve" }
                ]
                profile = prod
                allow = ["127.0.0.1"]""");
        app = WebApp.start();
        app.at("/menu", Reply.twiml("<Gather numDigits=\"1\" action=\"/chosen\"><Say>Press a key.</Say></Gather>"))
                .at("/chosen", Reply.twiml("<Say>Well done, and goodbye.</Say>"));
        server.rest().number(NUMBER, app.url("/menu"));
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    private int run(String... words) {
        return Commands.run(new PrintWriter(out), new PrintWriter(err), words);
    }

    private int callAsDora(String... more) {
        String[] words = new String[7 + more.length];
        String home = "dora@127.0.0.1:" + server.sipPort();
        System.arraycopy(
                new String[] {"phone", "--call", NUMBER, "--register", home, "--password", "the-password-of-dora"},
                0,
                words,
                0,
                7);
        System.arraycopy(more, 0, words, 7, more.length);
        return run(words);
    }

    @Test
    void aCallAsExpectedIsToldAsItHappensAndExitsWithZero() throws IOException {
        Path heard = folder.resolve("heard.wav");

        int code = callAsDora("--press", "5@press a key+1s", "--expect", "well done", "--record", heard.toString());

        assertThat(code).as(out + "\n" + err).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().map(line -> line.substring(10)))
                .containsSubsequence(
                        "answered", "hears   “Press a key.”", "presses 5", "hears   “Well done, and goodbye.”");
        assertThat(out.toString().lines().toList().getLast())
                .matches("as expected: they hung up after [0-9.]+ s, [0-9.]+ s of sound, 1 of 1 expected texts");
        assertThat(app.awaitVisit("/chosen", 1, LIMIT).get("From")).startsWith("sip:dora@");
        Sound sound = Sounds.read(heard);
        assertThat(sound.isSilence()).isFalse();
    }

    @Test
    void asJsonItIsOneObjectAndWhatIsMissingIsOneLine() throws IOException {
        int code = callAsDora("--expect", "good morning", "--hangup-after", "1s", "--json");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("offhook phone: “good morning” was not heard; we hung up after")
                .hasLineCount(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(report.path("end").asText()).isEqualTo("local");
        assertThat(report.path("heard").path(0).path("text").asText()).isEqualTo("Press a key.");
        assertThat(report.path("expected").path(0).path("met").asBoolean(true)).isFalse();
    }

    @Test
    void whoIsNobodyIsToldToSayWhoCalls() {
        int code = run("phone", "--call", NUMBER, "--server", "127.0.0.1:" + server.sipPort(), "--from", "dora");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("offhook phone: the call was not answered: ")
                .hasLineCount(1);
    }

    @Test
    void aRegistrarThatRefusesIsOneLine() {
        String home = "eve@127.0.0.1:" + server.sipPort();
        int code = run("phone", "--answer", "--register", home, "--password", "a-guess");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("offhook phone: the registrar does not take sip:" + home + ": 401 Unauthorized")
                .hasLineCount(1);
    }
}

package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Applications that answer as no decent one does: the developer learns of it, the fallback takes over, and
/// nobody
/// else notices.
final class BadAppsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String XML = "text/xml";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;
    private static int number;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start().at("/fallback", Reply.twiml("<Hangup/>")).at("/secret", Reply.of(200, XML, "secret"));
        rest = server.rest();
    }

    @AfterAll
    static void stop() {
        server.awaitQuiet(LIMIT);
        server.close();
        app.close();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of("a bomb of entities", xml(bomb()), 12100),
                Arguments.of("an outer document type", xml("<!DOCTYPE r SYSTEM \"@SECRET@\"><Response/>"), 12100),
                Arguments.of(
                        "an outer entity",
                        xml("<!DOCTYPE r [<!ENTITY e SYSTEM \"@SECRET@\">]><Response><Say>&e;</Say></Response>"),
                        12100),
                Arguments.of("more than 64 kB", Reply.twiml("<Say>" + "a".repeat(66_000) + "</Say>"), 11750),
                Arguments.of("depth", Reply.twiml("<a>".repeat(8_000) + "</a>".repeat(8_000)), 12100),
                Arguments.of("bytes without end", new Reply.Endless(XML, new byte[8_192]), 11750),
                Arguments.of("a bomb of gzip", gzip(), 11750),
                Arguments.of("binary that says so", Reply.of(200, "application/octet-stream", new byte[512]), 12300),
                Arguments.of("binary that says XML", Reply.of(200, XML, new byte[512]), 12100),
                Arguments.of("a redirect to itself", Reply.redirect("@SELF@"), 11215),
                Arguments.of("half a head", new Reply.Torn(), 11206),
                Arguments.of("an error of its own", Reply.of(500, "text/plain", "oops"), 11200),
                Arguments.of("nothing at all", new Reply.Never(), 11200));
    }

    @ParameterizedTest(name = "{0} is error {2}")
    @MethodSource("badAnswers")
    void aBadAnswerIsReportedAndTheFallbackTakesOver(String what, Reply reply, int code) {
        int n = number++;
        String path = "/bad-" + n;
        app.at(path, complete(reply, path));
        // Who never answers is not waited for; the others have the time that they need.
        String patience = reply instanceof Reply.Never ? "#rt=700" : "";
        String caller = call(app.url(path) + patience, "VoiceFallbackUrl", app.url("/fallback?n=" + n));

        Visit fallback = fallback(n);
        assertThat(fallback.get("ErrorCode")).isEqualTo(Integer.toString(code));
        assertThat(fallback.get("ErrorUrl")).startsWith(app.url(path));
        assertThat(fallback.get("To")).isEqualTo(caller);
        String call = fallback.get("CallSid");
        rest.awaitCall(call, "completed", LIMIT);
        awaitNotification(call, code);
        assertThat(app.visits("/secret")).isEmpty();
    }

    @Test
    void aPortWhereNobodyListensIsErrorAndFallbackToo() {
        int n = number++;
        call("http://127.0.0.1:" + Ports.free() + "/", "VoiceFallbackUrl", app.url("/fallback?n=" + n));
        assertThat(fallback(n).get("ErrorCode")).isEqualTo("11202");
    }

    @Test
    void documentsThatRedirectForEverAreStopped() {
        app.at("/round", Reply.twiml("<Redirect>/round</Redirect>"));
        call(app.url("/round"));

        String call = app.visits("/round").getFirst().get("CallSid");
        awaitNotification(call, 14106);
        assertThat(app.visits("/round")).hasSizeLessThan(200);
    }

    @Test
    void aByeLeavesAWebhookInFlight() {
        app.at("/slow", Reply.twiml("<Pause length=\"1\"/><Redirect>/flight</Redirect>"))
                .at("/flight", new Reply.Never());
        String to = number(app.url("/slow"));
        Scenario leaving =
                Scenario.caller().invite(Offer.DEAF).answered().awaitWord().bye();
        try (SippRun call =
                Sipp.caller("127.0.0.1", server.sipPort(), leaving).calling(to).start()) {
            Visit visit = app.awaitVisit("/flight", 1, LIMIT);
            call.awaitMessage("CSeq: 1 ACK");
            call.goOn();
            visit.awaitGone(LIMIT);
            call.await().succeeds();
            rest.awaitCall(visit.get("CallSid"), "completed", LIMIT);
        }
    }

    private static void awaitNotification(String call, int code) {
        Waiting.until(
                "notification " + code,
                LIMIT,
                () -> rest.get("/Calls/" + call + "/Notifications.json")
                        .is(200)
                        .json()
                        .findValuesAsText("error_code")
                        .contains(Integer.toString(code)));
    }

    private static Visit fallback(int n) {
        return app.visits("/fallback").stream()
                .filter(visit -> visit.url().endsWith("n=" + n))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the fallback was not asked; there were " + app.visits()));
    }

    /// Makes a number and calls it, until the server hangs up.
    private static String call(String url, String... settings) {
        String to = number(url, settings);
        Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .calling(to)
                .run()
                .succeeds();
        return to;
    }

    private static String number(String url, String... settings) {
        String to = "+1555017" + (1_000 + number++);
        rest.number(to, url, settings);
        return to;
    }

    private static Reply complete(Reply reply, String path) {
        return reply instanceof Reply.Whole whole
                ? new Reply.Whole(
                        whole.status(),
                        whole.type(),
                        new String(whole.body(), StandardCharsets.ISO_8859_1)
                                .replace("@SECRET@", app.url("/secret"))
                                .getBytes(StandardCharsets.ISO_8859_1),
                        whole.headers().stream()
                                .map(line -> line.replace("@SELF@", path))
                                .toList())
                : reply;
    }

    private static Reply xml(String text) {
        return Reply.of(200, XML, text);
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("<!DOCTYPE r [<!ENTITY e0 \"boom\">");
        for (int i = 1; i < 30; i++) {
            text.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.append("]><Response><Say>&e29;</Say></Response>").toString();
    }

    private static Reply gzip() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                for (int i = 0; i < 64; i++) {
                    out.write(new byte[1 << 20]);
                }
            }
            return Reply.of(200, XML, packed.toByteArray()).header("Content-Encoding: gzip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

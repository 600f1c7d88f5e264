package org.offhook.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;

class EventLinesTest {

    private static final Sid ACCOUNT = new Sid("AC00000000000000000000000000000001");
    private static final Sid CALL = new Sid("CA00000000000000000000000000000001");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventLines lines = new EventLines();

    @BeforeEach
    void everything() {
        Logging.start(Logging.Format.TEXT, "trace", out);
    }

    @AfterEach
    void quiet() {
        Logging.start(Logging.Format.TEXT, "error", System.err);
    }

    @Test
    void aCallIsTwoLines() {
        happened(EventType.CALL_INITIATED, Map.of("from", "+15550199", "to", "+15550100", "direction", "inbound"));
        happened(EventType.CALL_ENDED, Map.of("status", "completed", "cause", "far end hung up"));

        assertThat(text())
                .containsSubsequence(
                        "INFO", "call.initiated subject=" + CALL, "from=+15550199", "INFO", "status=completed");
    }

    /// Whatever an event carries, a digit or a body is not among the fields that are written.
    @ParameterizedTest
    @EnumSource(EventType.class)
    void keysAndBodiesAreNeverWritten(EventType type) {
        happened(
                type,
                Map.of(
                        "digit", "SECRET-1",
                        "digits", "SECRET-2",
                        "request", "Digits=SECRET-3",
                        "response", "SECRET-4",
                        "url", "http://user:SECRET-5@app.example/voice?pin=SECRET-6#SECRET-7",
                        "body", "SECRET-8"));

        assertThat(text()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "http://app.example/voice?a=1, url=http://app.example/voice",
        "http://u:p@app.example, url=http://app.example",
        "http://app.example/@me, url=http://app.example/@me"
    })
    void aUrlIsWrittenWithoutWhatMayBeSecret(String url, String written) {
        happened(EventType.WEBHOOK, Map.of("url", url));

        assertThat(text()).contains(written + "\n").doesNotContain("a=1", "u:p");
    }

    private void happened(EventType type, Map<String, String> data) {
        lines.happened(ACCOUNT, CALL, new Happening(Instant.EPOCH, type, data));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}

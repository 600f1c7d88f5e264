package org.offhook.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private static final Logger LOG = LoggerFactory.getLogger("org.offhook.server.Example");
    private static final String HOSTILE = "Eve\r\n{\"level\":\"error\"}\u001b[31m\u202eneD\u2028";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void quiet() {
        Logging.start(Logging.Format.TEXT, "error", System.err);
    }

    @Test
    void oneEventIsOneJsonLineWithItsFields() throws IOException {
        Logging.start(Logging.Format.JSON, "info", out);
        LOG.atInfo().addKeyValue("call", "CA1").log("call {} ended", 7);

        JsonNode event = new ObjectMapper().readTree(lines().getFirst());
        assertThat(lines()).hasSize(1);
        assertThat(event.path("level").asText()).isEqualTo("info");
        assertThat(event.path("logger").asText()).isEqualTo("org.offhook.server.Example");
        assertThat(event.path("message").asText()).isEqualTo("call 7 ended");
        assertThat(event.path("call").asText()).isEqualTo("CA1");
        assertThat(event.path("time").asText()).endsWith("Z");
    }

    @Test
    void whatAStrangerWroteStaysInsideItsFieldAndIsKept() throws IOException {
        Logging.start(Logging.Format.JSON, "info", out);
        LOG.atInfo().addKeyValue("from", HOSTILE).log("{}", HOSTILE);

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).doesNotContain("\u001b", "\u202e", "\u2028");
        JsonNode event = new ObjectMapper().readTree(lines().getFirst());
        assertThat(event.path("from").asText()).isEqualTo(HOSTILE);
        assertThat(event.path("message").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void textForPeopleCannotBeBrokenEither() {
        Logging.start(Logging.Format.TEXT, "info", out);
        LOG.atInfo().addKeyValue("from", HOSTILE).log("{}", HOSTILE);

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst())
                .contains("INFO  server.Example: Eve\\u000d\\u000a", "from=Eve")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aFailureIsPartOfItsLine() throws IOException {
        Logging.start(Logging.Format.JSON, "info", out);
        LOG.error("broken", new IllegalStateException("planted"));

        assertThat(lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(lines().getFirst()).path("error").asText())
                .contains("IllegalStateException: planted", "LoggingTest");
    }

    @Test
    void theLevelIsOfOurOwnLoggersAndLibrariesStayAtWarnings() {
        Logging.start(Logging.Format.TEXT, "debug", out);
        LOG.debug("ours");
        LOG.trace("too fine");
        LoggerFactory.getLogger("some.library").info("theirs");
        LoggerFactory.getLogger("some.library").warn("their warning");

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst()).endsWith("ours");
        assertThat(lines().getLast()).endsWith("their warning");
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

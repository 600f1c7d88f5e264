package org.offhook.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallStoryTest {

    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    private final ObjectNode timeline = new ObjectMapper().createObjectNode();
    private final ArrayNode events = timeline.putArray("events");
    private final CallStory story = new CallStory(timeline);

    private CallStoryTest with(long millis, String type, String... data) {
        ObjectNode event = events.addObject();
        event.put("type", type).put("time", BEGIN.plusMillis(millis).toString());
        ObjectNode fields = event.putObject("data");
        for (int i = 0; i < data.length; i += 2) {
            fields.put(data[i], data[i + 1]);
        }
        return this;
    }

    @Test
    void aCallThatWasNotThereHasEveryGap() {
        CallStory none = new CallStory(MissingNode.getInstance());
        assertThat(none.isComplete()).isFalse();
        assertThat(none.lines()).isEmpty();
        assertThat(none.gaps())
                .containsExactly(
                        "of its webhooks 0 were answered with 200, not 2",
                        "it holds 0 prompts, not 2",
                        "no key arrived",
                        "the call is not completed");
    }

    @Test
    void aWholeCallHasNoGap() {
        with(0, "call.initiated", "from", "+1", "to", "+2", "direction", "inbound")
                .with(10, "webhook.exchange", "status", "200")
                .with(20, "say.started", "text", "Press one.")
                .with(30, "digits.received", "digit", "1")
                .with(40, "webhook.exchange", "status", "200")
                .with(50, "say.started", "text", "Thank you.")
                .with(60, "call.ended", "status", "completed");
        assertThat(story.gaps()).isEmpty();
        assertThat(story.isComplete()).isTrue();
    }

    @Test
    void aCallThatFailedIsNotWhole() {
        with(0, "webhook.exchange", "status", "500")
                .with(1, "webhook.exchange", "status", "200")
                .with(2, "call.ended", "status", "failed");
        assertThat(story.gaps())
                .contains("of its webhooks 1 were answered with 200, not 2", "the call is not completed");
    }

    @Test
    void timesCountFromTheFirstEventAndColumnsAreAligned() {
        with(0, "call.initiated", "from", "+1", "to", "+2", "direction", "inbound")
                .with(71, "webhook.exchange", "method", "POST", "url", "http://a/", "status", "200", "took_ms", "60")
                .with(72, "webhook.exchange", "method", "GET", "url", "http://b/", "took_ms", "15000")
                .with(73, "verb.started", "verb", "Say")
                .with(12_345, "play.ended", "what", "say", "complete", "false")
                .with(12_346, "call.error", "code", "11200", "message", "no answer");
        assertThat(story.lines())
                .containsExactly(
                        "   0.000  call      +1 → +2, inbound",
                        "   0.071  webhook   POST http://a/ → 200 in 60 ms",
                        "   0.072  webhook   GET http://b/ → no answer in 15000 ms",
                        "  12.345  prompt    is cut short",
                        "  12.346  error     11200 no answer");
    }

    @Test
    void keysThatTheApplicationWasToldOfStandWithTheWebhook() {
        with(
                0,
                "webhook.exchange",
                "method",
                "POST",
                "url",
                "u",
                "status",
                "200",
                "took_ms",
                "1",
                "request",
                "A=1&Digits=4%2A");
        assertThat(story.lines()).containsExactly("   0.000  webhook   POST u → 200 in 1 ms (Digits=4*)");
    }

    @Test
    void whatAnApplicationSaysCannotSteerTheTerminal() {
        with(0, "say.started", "text", "one\u001b[2Jtwo\r\nthree");
        assertThat(story.lines()).containsExactly("   0.000  prompt    “one [2Jtwo three”");
    }
}

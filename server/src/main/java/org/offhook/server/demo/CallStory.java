package org.offhook.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/// A call's timeline, as the REST API tells it.
public final class CallStory {

    private final JsonNode timeline;

    /// @param timeline the resource `Timeline` of a call; a missing node when there was no call
    CallStory(JsonNode timeline) {
        this.timeline = timeline;
    }

    public JsonNode json() {
        return timeline;
    }

    /// Whether the end of the call stands in it.
    boolean isComplete() {
        return count("call.ended") > 0;
    }

    String callSid() {
        return timeline.path("call_sid").asText();
    }

    /// What is missing in it of a call with a menu: two webhooks that were answered, a prompt, a key, an end.
    /// Empty: nothing.
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        long answered = events("webhook.exchange").stream()
                .filter(event -> data(event, "status").equals("200"))
                .count();
        if (answered < 2) {
            gaps.add("of its webhooks " + answered + " were answered with 200, not 2");
        }
        if (count("say.started") < 2) {
            gaps.add("it holds " + count("say.started") + " prompts, not 2");
        }
        if (count("digits.received") == 0) {
            gaps.add("no key arrived");
        }
        if (events("call.ended").stream()
                .noneMatch(event -> data(event, "status").equals("completed"))) {
            gaps.add("the call is not completed");
        }
        return gaps;
    }

    /// One line for each event that means something to people: seconds since the first, what, and details.
    public List<String> lines() {
        List<JsonNode> all = all();
        List<String> lines = new ArrayList<>();
        for (JsonNode event : all) {
            String[] told = told(event);
            if (told.length > 0) {
                long millis =
                        Duration.between(time(all.getFirst()), time(event)).toMillis();
                lines.add(plain(String.format(Locale.ROOT, "%8.3f  %-9s %s", millis / 1000.0, told[0], told[1])));
            }
        }
        return lines;
    }

    /// What the event is and its details; nothing for one that only a machine wants to know of.
    private static String[] told(JsonNode event) {
        String type = event.path("type").asText();
        return switch (type) {
            case "call.initiated" ->
                words("call", data(event, "from") + " → " + data(event, "to") + ", " + data(event, "direction"));
            case "call.ringing" -> words("ringing", "");
            case "call.answered" -> words("answered", "");
            case "webhook.exchange" -> words("webhook", exchange(event) + pressed(event));
            case "callback.exchange" -> words("callback", exchange(event));
            case "document.read" -> words("document", data(event, "verbs"));
            case "say.started" -> words("prompt", "“" + data(event, "text") + "”");
            case "play.started" -> words("sound", data(event, "url") + data(event, "digits"));
            case "play.ended" ->
                data(event, "complete").equals("true") ? new String[0] : words("prompt", "is cut short");
            case "digits.received" -> words("key", data(event, "digit"));
            case "gather.ended" -> words("gathered", data(event, "digits"));
            case "call.warning", "call.error" ->
                words(type.substring("call.".length()), data(event, "code") + " " + data(event, "message"));
            case "call.ended" ->
                words(
                        "hang-up",
                        data(event, "cause") + ": " + data(event, "status") + " after " + data(event, "duration_s")
                                + " s");
            case "verb.started", "verb.ended" -> new String[0];
            default -> words(type, event.path("data").toString());
        };
    }

    private static String exchange(JsonNode event) {
        String answer = data(event, "status").isEmpty() ? "no answer" : data(event, "status");
        return data(event, "method") + " " + data(event, "url") + " → " + answer + " in " + data(event, "took_ms")
                + " ms";
    }

    /// The keys that the request told of.
    private static String pressed(JsonNode event) {
        for (String field : data(event, "request").split("&")) {
            if (field.startsWith("Digits=")) {
                return " (" + URLDecoder.decode(field, StandardCharsets.UTF_8) + ")";
            }
        }
        return "";
    }

    private static String[] words(String what, String details) {
        return new String[] {what, details};
    }

    private static String data(JsonNode event, String name) {
        return event.path("data").path(name).asText();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asText());
    }

    /// How many events of a type there are.
    public int count(String type) {
        return events(type).size();
    }

    private List<JsonNode> events(String type) {
        return all().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    private List<JsonNode> all() {
        return StreamSupport.stream(timeline.path("events").spliterator(), false)
                .toList();
    }

    /// What a web application sent must not steer the terminal.
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").stripTrailing();
    }
}

package org.offhook.protocols.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    @Test
    void readsObjectsListsTextsAndWords() {
        Json read = JsonReader.read(" {\"a\": [1, -2.5e3, true, null], \"b\":{\"c\":\"d\"}, \"e\":\"\"} ")
                .orElseThrow();

        assertThat(read)
                .isEqualTo(new Json.Members(Map.of(
                        "a",
                        new Json.Items(List.of(
                                new Json.Word("1"),
                                new Json.Word("-2.5e3"),
                                new Json.Word("true"),
                                new Json.Word("null"))),
                        "b",
                        new Json.Members(Map.of("c", new Json.Text("d"))),
                        "e",
                        new Json.Text(""))));
    }

    @Test
    void findsTextsByTheirPath() {
        Json.Members read = (Json.Members)
                JsonReader.read("{\"media\":{\"payload\":\"/w==\",\"n\":1}}").orElseThrow();

        assertThat(read.text("media", "payload")).isEqualTo("/w==");
        assertThat(read.text("media", "n")).isNull();
        assertThat(read.text("mark", "name")).isNull();
        assertThat(read.text("media", "payload", "deeper")).isNull();
    }

    @Test
    void whatIsQuotedIsReadBackAsItWas() {
        String odd = "a\"b\\c/\b\f\n\r\t\u0001ü\uD83D\uDE00";

        assertThat(JsonReader.read(Json.quote(odd))).contains(new Json.Text(odd));
        assertThat(JsonReader.read("\"\\u00fc\\/\\b\"")).contains(new Json.Text("ü/\b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "[1,]",
                "[1 2]",
                "01",
                "1.",
                "+1",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "{} {}",
                "'a'",
                "\"\\"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(JsonReader.read(text)).isEmpty();
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        assertThat(JsonReader.read("{\"a\":1,\"b\":{\"a\":2}}")).isPresent();
        assertThat(JsonReader.read("{\"a\":1,\"a\":2}")).isEmpty();
        assertThat(JsonReader.read("{\"a\":1,\"\\u0061\":2}")).isEmpty();
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertThat(JsonReader.read("[".repeat(20) + "]".repeat(20))).isPresent();
        assertThat(JsonReader.read("[".repeat(100_000))).isEmpty();
        assertThat(JsonReader.read("[".repeat(40) + "]".repeat(40))).isEmpty();
    }
}

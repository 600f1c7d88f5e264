package org.offhook.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "json, application/xml, JSON",
        "xml, application/json, XML",
        "'', application/json, JSON",
        "'', 'text/xml, application/json;q=0.5', XML",
        "'', 'application/xml;q=0.3, application/json;q=0.5', JSON",
        "'', 'application/json, text/plain, */*', JSON",
        "'', */*, XML",
        "'', '', XML",
        "'', 'text/html,application/xhtml+xml', XML",
        "'', 'application/json;q=x', XML"
    })
    void theEndingDecidesThenTheAcceptHeader(String ending, String accept, Format expected) {
        assertThat(Format.choose(ending, accept, Format.XML)).contains(expected);
    }

    @Test
    void anotherEndingIsNoFormat() {
        assertThat(Format.choose("mp3", "application/json", Format.XML)).isEmpty();
    }
}

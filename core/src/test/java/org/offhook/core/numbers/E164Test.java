package org.offhook.core.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class E164Test {

    @ParameterizedTest
    @CsvSource({
        "+14155550100, +14155550100",
        "+15550100, +15550100",
        "+1 (415) 555-0100, +14155550100",
        "+49.30.901820, +4930901820",
        "+123456789012345, +123456789012345",
        "' +14155550100', +14155550100",
        "' 14155550100', +14155550100"
    })
    void whatPeopleWriteBecomesPlusAndDigits(String written, String number) {
        assertThat(E164.parse(written)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "+1",
                "14155550100",
                " 04155550100",
                "  14155550100",
                "+0415555010",
                "+1234567890123456",
                "++14155550100",
                "+1415555010x",
                "not a number",
                "+1415+5550100",
                "sip:+14155550100@example.com",
                "+٤١٥٥٥٥",
                "-+1415"
            })
    void anythingElseIsNoNumber(String written) {
        assertThat(E164.parse(written)).isEmpty();
    }

    @Test
    void northAmericanNumbersAreShownAsTheyAreThere() {
        assertThat(E164.formatted("+14155550100")).isEqualTo("(415) 555-0100");
        assertThat(E164.formatted("+15550100")).isEqualTo("+15550100");
        assertThat(E164.formatted("+4930901820")).isEqualTo("+4930901820");
        assertThat(E164.formatted("client:alice")).isEqualTo("client:alice");
        assertThat(E164.formatted("+1client:all")).isEqualTo("+1client:all");
    }
}

package org.offhook.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "17:00, 2026-11-21T17:00:00Z",
        "17:00Z, 2026-11-21T17:00:00Z",
        "12:00, 2026-11-22T12:00:00Z",
        "11:59, 2026-11-22T11:59:00Z",
        "0:05, 2026-11-22T00:05:00Z",
        "17:00PST, 2026-11-22T01:00:00Z",
        "17:00 pst, 2026-11-22T01:00:00Z",
        "17:00 America/Los_Angeles, 2026-11-22T01:00:00Z",
        "03:00 America/Los_Angeles, 2026-11-22T11:00:00Z",
        "17:00+01:00, 2026-11-21T16:00:00Z",
        "17:00 Europe/Berlin, 2026-11-21T16:00:00Z",
        "' 2026-12-01T08:00:00+01:00 ', 2026-12-01T07:00:00Z",
        "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z"
    })
    void theNextTimeThatIsMeant(String text, Instant expected) {
        assertThat(Moment.parse(text).orElseThrow().next(NOON)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "24:00", "17:60", "1700", "17:00 Mars/Olympus", "2026-13-01T00:00:00Z", "17"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Moment.parse(text)).isEmpty();
    }
}

package org.offhook.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.web.WebResult.Answered;

class FreshnessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache-control: max-age=60 | 60",
                "cache-control: public, MAX-AGE=\"60\" | 60",
                "cache-control: public; cache-control: max-age=60 | 60",
                "cache-control: max-age=60; age: 20 | 40",
                "cache-control: max-age=60; age: 100 | 0",
                "cache-control: max-age=-5 | 0",
                "cache-control: max-age=soon | 0",
                "cache-control: max-age=99999999999999999999 | 0",
                "cache-control: max-age=999999999 | 2592000",
                "cache-control: no-cache, max-age=60; etag: x | 0",
                "date: Fri, 20 Nov 2026 12:00:00 GMT; expires: Fri, 20 Nov 2026 12:01:00 GMT | 60",
                "date: Fri, 20 Nov 2026 12:00:00 GMT; expires: 0 | 0",
                "expires: Fri, 20 Nov 2026 12:01:00 GMT | 0",
                "last-modified: Fri, 20 Nov 2020 12:00:00 GMT | 0",
            })
    void theLifetimeIsWhatTheServerSays(String headers, long seconds) {
        assertThat(Freshness.of(answer(200, headers)).lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-control: max-age=60",
                "etag: x",
                "last-modified: y",
                "etag: x; vary: Accept-Encoding",
                "cache-control: private, max-age=1"
            })
    void whatHasALifetimeOrAValidatorMayBeKept(String headers) {
        assertThat(Freshness.of(answer(200, headers)).storable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: y",
                "cache-control: max-age=0",
                "etag: x; cache-control: no-store",
                "etag: x; set-cookie: a=b",
                "etag: x; vary: Cookie",
                "etag: x; vary: *"
            })
    void whatIsSomebodysOwnOrUselessIsNotKept(String headers) {
        assertThat(Freshness.of(answer(200, headers)).storable()).isFalse();
    }

    @Test
    void onlyStatus200IsKept() {
        assertThat(Freshness.of(answer(404, "etag: x")).storable()).isFalse();
        assertThat(Freshness.of(answer(206, "etag: x")).storable()).isFalse();
    }

    @Test
    void aRevalidationKeepsTheValidatorsThatItDoesNotName() {
        Freshness kept = Freshness.of(answer(200, "etag: x; last-modified: y"));
        assertThat(kept.conditions())
                .containsExactly(Map.entry("If-None-Match", "x"), Map.entry("If-Modified-Since", "y"));
        Freshness again = kept.refreshed(answer(304, "etag: z; cache-control: max-age=5"));
        assertThat(again).isEqualTo(new Freshness(true, Duration.ofSeconds(5), "z", "y"));
    }

    private static Answered answer(int status, String headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String header : headers.split("; ")) {
            String[] parts = header.split(": ", 2);
            map.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
        }
        return new Answered(status, map, new byte[0]);
    }
}

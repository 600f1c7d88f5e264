package org.offhook.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Response;
import org.offhook.server.config.Configuration.Profile;

final class ReadinessTest {

    private Optional<String> problem = Optional.empty();
    private final Readiness readiness = new Readiness("1.2.3", Profile.PROD, () -> problem);

    @Test
    void aServerIsReadyFromItsStartToItsDrain() {
        assertThat(readiness.answer().status()).isEqualTo(503);
        readiness.ready(() -> 7);
        assertThat(readiness.answer().status()).isEqualTo(200);
        assertThat(text(readiness.answer()))
                .contains("\"status\":\"ok\"", "\"version\":\"1.2.3\"", "\"profile\":\"prod\"", "\"calls\":7");
        readiness.draining();
        assertThat(readiness.answer().status()).isEqualTo(503);
        assertThat(text(readiness.answer())).contains("\"status\":\"draining\"");
    }

    @Test
    void aStoreThatTakesNothingIsSaidAndIsNotReady() {
        readiness.ready(() -> 0);
        problem = Optional.of("no room left");
        assertThat(readiness.answer().status()).isEqualTo(503);
        assertThat(text(readiness.answer())).contains("failing", "no room left");
    }

    private static String text(Response response) {
        return new String(((Response.Body.Bytes) response.body()).bytes(), StandardCharsets.UTF_8);
    }
}

package org.offhook.core.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.web.WebResult;

/// The overrides in a URL's fragment (contract §3).
final class ConnectionTest {

    @Test
    void withoutAFragmentTheStandardHolds() {
        Connection standard = Connection.of("");
        assertThat(standard).isEqualTo(Connection.STANDARD);
        assertThat(standard.connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(standard.read()).isEqualTo(Duration.ofSeconds(15));
        assertThat(standard.total()).isEqualTo(Duration.ofSeconds(15));
        assertThat(standard.retries()).isEqualTo(1);
    }

    @Test
    void everyKeyIsHeard() {
        Connection all = Connection.of("ct=100&rt=200&tt=15000&rc=5&rp=4xx,rt&sni=y&e=ashburn,dublin");
        assertThat(all.connect()).isEqualTo(Duration.ofMillis(100));
        assertThat(all.read()).isEqualTo(Duration.ofMillis(200));
        assertThat(all.total()).isEqualTo(Duration.ofSeconds(15));
        assertThat(all.retries()).isEqualTo(5);
        assertThat(all.retry()).containsExactly(Connection.Retry.CLIENT_ERROR, Connection.Retry.READ);
        assertThat(all.faulty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct=99",
                "ct=10001",
                "rt=99",
                "rt=15001",
                "tt=15001",
                "rc=6",
                "rc=-1",
                "rc=x",
                "rp=",
                "rp=3xx",
                "rp=5xx,never",
                "sni=maybe",
                "e=no_edge"
            })
    void aValueOutOfRangeIsFaultyAndTheStandardHolds(String fragment) {
        Connection faulty = Connection.of(fragment);
        assertThat(faulty.faulty()).isTrue();
        assertThat(faulty.connect()).isEqualTo(Connection.STANDARD.connect());
        assertThat(faulty.read()).isEqualTo(Connection.STANDARD.read());
        assertThat(faulty.total()).isEqualTo(Connection.STANDARD.total());
        assertThat(faulty.retries()).isEqualTo(Connection.STANDARD.retries());
        assertThat(faulty.retry()).isEqualTo(Connection.STANDARD.retry());
    }

    @Test
    void aFragmentThatIsNoSettingIsNone() {
        assertThat(Connection.of("section-2")).isEqualTo(Connection.STANDARD);
        assertThat(Connection.of("x=1")).isEqualTo(Connection.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({
        "4xx, 404, true",
        "4xx, 503, false",
        "5xx, 503, true",
        "5xx, 404, false",
        "all, 404, true",
        "all, 500, true",
        "ct, 500, false",
        "all, 200, false"
    })
    void whatIsAnsweredIsRetriedAsThePolicySays(String policy, int status, boolean again) {
        WebResult answered = new WebResult.Answered(status, Map.<String, List<String>>of(), new byte[0]);
        assertThat(Connection.of("rp=" + policy).again(answered)).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        "ct, 11201, true",
        "ct, 11202, true",
        "ct, 11210, true",
        "ct, 11200, false",
        "rt, 11200, true",
        "rt, 11202, false",
        "all, 11205, true"
    })
    void whatFailsIsRetriedAsThePolicySays(String policy, int code, boolean again) {
        assertThat(Connection.of("rp=" + policy).again(new WebResult.Failed(code, "it failed")))
                .isEqualTo(again);
    }

    @Test
    void severalPoliciesMayBePercentEncoded() {
        assertThat(Connection.of("rp=4xx%2C5xx").retry())
                .containsExactly(Connection.Retry.CLIENT_ERROR, Connection.Retry.SERVER_ERROR);
    }
}

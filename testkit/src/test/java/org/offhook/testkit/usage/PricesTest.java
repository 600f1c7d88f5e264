package org.offhook.testkit.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.usage.Charge;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;

final class PricesTest {

    private static final Rates GENERAL = new Rates(money("0.01"), null, money("0.0075"), null, money("0.0025"), null);

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }

    private static Rates calls(String out, String in) {
        return new Rates(money(out), in == null ? null : money(in), null, null, null, null);
    }

    private static Prices prices(int increment) {
        return new Prices(
                "EUR",
                BigDecimal.ZERO,
                Duration.ofSeconds(increment),
                GENERAL,
                List.of(
                        new Prices.Row("+4", calls("0.05", "0.001")),
                        new Prices.Row("+4917", calls("0.20", null)),
                        new Prices.Row("client:", calls("0", null))));
    }

    private static Charge euros(String price) {
        return new Charge(price == null ? null : money(price), "EUR");
    }

    @Test
    void theLongestPrefixThatTellsAPriceCounts() {
        assertThat(prices(1).call(false, "+4917012345", 60)).isEqualTo(euros("0.20000"));
        assertThat(prices(1).call(false, "+43123", 60)).isEqualTo(euros("0.05000"));
        assertThat(prices(1).call(true, "+4917012345", 60)).isEqualTo(euros("0.00100"));
        assertThat(prices(1).call(false, "client:bob", 600)).isEqualTo(euros("0.00000"));
        assertThat(prices(1).call(false, "sip:bob@example.net", 60)).isEqualTo(euros("0.01000"));
        assertThat(prices(1).call(true, "+15550100", 60)).isEqualTo(euros(null));
    }

    @Test
    void timeIsChargedByTheIncrementAndBegunOnesWhole() {
        assertThat(prices(1).call(false, "+43", 61).price()).isEqualTo(money("0.05083"));
        assertThat(prices(6).call(false, "+43", 61).price()).isEqualTo(money("0.05500"));
        assertThat(prices(60).call(false, "+43", 61).price()).isEqualTo(money("0.10000"));
        assertThat(prices(60).call(false, "+43", 0).price()).isEqualTo(money("0.00000"));
        assertThat(prices(1).recording(90).price()).isEqualTo(money("0.00375"));
        assertThat(prices(1).transcription(90).price()).isNull();
    }

    @Test
    void aMessageIsChargedBySegment() {
        assertThat(prices(1).message(false, "+4917012345", 3).price()).isEqualTo(money("0.02250"));
        assertThat(prices(1).message(true, "+4917012345", 3).price()).isNull();
    }

    @Test
    void moneyLastsForSoLong() {
        assertThat(prices(1).lasts(false, "+43", money("1"))).isEqualTo(Duration.ofMinutes(20));
        assertThat(prices(1).lasts(false, "client:bob", money("1"))).isNull();
    }
}

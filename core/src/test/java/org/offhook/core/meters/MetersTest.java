package org.offhook.core.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final Meters meters = new Meters();

    @Test
    void countersAreWrittenWithTheirLabels() {
        Counter calls = meters.counter("offhook_calls", "Calls that ended.", "direction", "status");
        calls.count("inbound", "completed");
        calls.count("inbound", "completed");
        calls.count("outbound-api", "busy");

        assertThat(text()).isEqualTo("""
                        # HELP offhook_calls_total Calls that ended.
                        # TYPE offhook_calls_total counter
                        offhook_calls_total{direction="inbound",status="completed"} 2
                        offhook_calls_total{direction="outbound-api",status="busy"} 1
                        """);
    }

    @Test
    void bucketsOfAHistogramAreCumulativeAndEndWithTheCount() {
        Histogram commits = meters.histogram("offhook_store_commit_seconds", "Time until durable.");
        commits.took(Duration.ofNanos(400_000));
        commits.took(Duration.ofMillis(1));
        commits.took(Duration.ofSeconds(60));

        assertThat(text().lines())
                .contains(
                        "# TYPE offhook_store_commit_seconds histogram",
                        "offhook_store_commit_seconds_bucket{le=\"5.0E-4\"} 1",
                        "offhook_store_commit_seconds_bucket{le=\"0.001\"} 2",
                        "offhook_store_commit_seconds_bucket{le=\"15.0\"} 2",
                        "offhook_store_commit_seconds_bucket{le=\"+Inf\"} 3",
                        "offhook_store_commit_seconds_count 3",
                        "offhook_store_commit_seconds_sum 60.0014");
    }

    @Test
    void gaugesAreAskedWhenSomebodyReads() {
        long[] live = {3};
        meters.gauge("offhook_calls_live", "Calls in progress.", () -> live[0]);
        live[0] = 4;

        assertThat(text()).contains("offhook_calls_live 4\n");
    }

    @Test
    void labelValuesCannotBreakOutOfTheirLine() {
        meters.counter("offhook_odd", "Odd\nhelp.", "value").count("a\"b\\c\nd");

        assertThat(text().lines()).contains("# HELP offhook_odd_total Odd\\nhelp.", """
                offhook_odd_total{value="a\\"b\\\\c\\nd"} 1""");
    }

    @Test
    void aCounterThatIsFedEndlessValuesStopsGrowing() {
        Counter counter = meters.counter("offhook_mistake", "Fed with numbers.", "number");
        for (int i = 0; i < 10_000; i++) {
            counter.count(Integer.toString(i));
        }

        List<Family.Sample> samples = meters.all().getFirst().samples();
        assertThat(samples).hasSizeLessThanOrEqualTo(Series.MOST + 1);
        assertThat(samples.stream().mapToDouble(Family.Sample::value).sum()).isEqualTo(10_000);
    }

    @Test
    void twoMetersOfOneNameAreABug() {
        meters.counter("offhook_calls", "Calls.");

        assertThatThrownBy(() -> meters.counter("offhook_calls", "Calls."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offhook_calls");
    }

    private String text() {
        return PrometheusText.write(meters.all());
    }
}

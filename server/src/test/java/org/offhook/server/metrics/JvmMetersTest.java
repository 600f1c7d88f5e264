package org.offhook.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.core.meters.Meters;
import org.offhook.core.meters.PrometheusText;

class JvmMetersTest {

    @Test
    void theMachineIsReadInTheTextFormat() {
        Meters meters = new Meters();
        JvmMeters.register(meters);

        String text = PrometheusText.write(meters.all());

        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? [0-9.E+-]+"), "name{label} number");
        assertThat(value(text, "process_cpu_seconds_total")).isPositive();
        assertThat(value(text, "jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
        assertThat(value(text, "jvm_threads_current")).isPositive();
    }

    private static double value(String text, String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}

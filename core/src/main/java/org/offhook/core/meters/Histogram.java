package org.offhook.core.meters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.meters.Family.Label;
import org.offhook.core.meters.Family.Sample;

/// How long things take, in seconds, counted into buckets.
public final class Histogram {

    /// Upper bounds in microseconds: from a commit on a fast disk to a web application that uses its whole
    /// patience (15 s, contract §3).
    private static final long[] BOUNDS = {
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        15_000_000
    };

    private static final double MICROS = 1_000_000;

    private final String name;
    private final String help;
    private final Series<Cell> series;

    Histogram(String name, String help, List<String> labels) {
        this.name = name;
        this.help = help;
        this.series = new Series<>(labels, Cell::new);
    }

    /// @param values one for each label, in the order in which the histogram was made
    public void took(Duration duration, String... values) {
        series.of(values).add(Math.max(0, duration.toNanos() / 1000));
    }

    Family read() {
        List<Sample> samples = new ArrayList<>();
        series.forEach((labels, cell) -> cell.read(labels, samples));
        return new Family(name, Family.Type.HISTOGRAM, help, samples);
    }

    private static final class Cell {

        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final LongAdder sum = new LongAdder();

        Cell() {
            java.util.Arrays.setAll(buckets, _ -> new LongAdder());
        }

        void add(long micros) {
            int bucket = 0;
            while (bucket < BOUNDS.length && micros > BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            sum.add(micros);
        }

        /// The buckets are cumulative on the wire; the count is the last of them, so that they always agree.
        void read(List<Label> labels, List<Sample> into) {
            long count = 0;
            for (int i = 0; i < buckets.length; i++) {
                count += buckets[i].sum();
                List<Label> bounded = new ArrayList<>(labels);
                bounded.add(new Label("le", i < BOUNDS.length ? Double.toString(BOUNDS[i] / MICROS) : "+Inf"));
                into.add(new Sample("_bucket", bounded, count));
            }
            into.add(new Sample("_sum", labels, sum.sum() / MICROS));
            into.add(new Sample("_count", labels, count));
        }
    }
}

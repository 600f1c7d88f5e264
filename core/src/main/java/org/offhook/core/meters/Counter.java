package org.offhook.core.meters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.meters.Family.Sample;

/// A number that only grows. A hot path keeps the cell that [#of] gives it.
public final class Counter {

    private final String name;
    private final String help;
    private final Series<LongAdder> series;

    Counter(String name, String help, List<String> labels) {
        this.name = name;
        this.help = help;
        this.series = new Series<>(labels, LongAdder::new);
    }

    /// One more of these.
    ///
    /// @param values one for each label, in the order in which the counter was made
    public void count(String... values) {
        of(values).increment();
    }

    public LongAdder of(String... values) {
        return series.of(values);
    }

    Family read() {
        List<Sample> samples = new ArrayList<>();
        series.forEach((labels, cell) -> samples.add(new Sample("_total", labels, cell.sum())));
        return new Family(name, Family.Type.COUNTER, help, samples);
    }
}

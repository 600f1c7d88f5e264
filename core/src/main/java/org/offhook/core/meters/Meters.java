package org.offhook.core.meters;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.offhook.core.meters.Family.Label;
import org.offhook.core.meters.Family.Sample;

/// All meters of one process, by name. Names are those of the field: `offhook_calls`, units spelled out
/// (`_seconds`, `_bytes`).
public final class Meters {

    private final Map<String, Supplier<Family>> readers = new ConcurrentSkipListMap<>();

    /// @param name   without `_total`
    /// @param labels names of labels
    public Counter counter(String name, String help, String... labels) {
        Counter counter = new Counter(name, help, List.of(labels));
        add(name, counter::read);
        return counter;
    }

    /// @param name ends in `_seconds`
    public Histogram histogram(String name, String help, String... labels) {
        Histogram histogram = new Histogram(name, help, List.of(labels));
        add(name, histogram::read);
        return histogram;
    }

    /// A number that is asked for whenever somebody reads.
    public void gauge(String name, String help, DoubleSupplier value) {
        read(name, Family.Type.GAUGE, help, () -> List.of(new Sample("", List.of(), value.getAsDouble())));
    }

    /// A number that a room counts itself, and that only grows.
    public void total(String name, String help, DoubleSupplier value) {
        read(name, Family.Type.COUNTER, help, () -> List.of(new Sample("_total", List.of(), value.getAsDouble())));
    }

    /// Series that a room keeps itself.
    public void read(String name, Family.Type type, String help, Supplier<List<Sample>> samples) {
        add(name, () -> new Family(name, type, help, samples.get()));
    }

    /// One sample with one label, for [#read].
    public static Sample sample(String suffix, String label, String value, double number) {
        return new Sample(suffix, List.of(new Label(label, value)), number);
    }

    /// How everything reads now, by name.
    public List<Family> all() {
        return readers.values().stream().map(Supplier::get).toList();
    }

    private void add(String name, Supplier<Family> reader) {
        if (readers.putIfAbsent(name, reader) != null) {
            throw new IllegalArgumentException("a meter of this name exists: " + name);
        }
    }
}

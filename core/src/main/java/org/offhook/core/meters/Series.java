package org.offhook.core.meters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.offhook.core.meters.Family.Label;

/// The cells of one metric by the values of its labels. A metric that is fed unbounded values (a mistake) stops
/// growing at [#MOST]; what comes later is counted under `other`.
final class Series<C> {

    static final int MOST = 200;

    private static final String SEPARATOR = "\u0000";
    private static final String OTHER = "other";

    private final List<String> names;
    private final Supplier<C> make;
    private final Map<String, C> cells = new ConcurrentSkipListMap<>();

    Series(List<String> names, Supplier<C> make) {
        this.names = List.copyOf(names);
        this.make = make;
    }

    C of(String... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values for the labels " + names);
        }
        String key = String.join(SEPARATOR, values);
        C known = cells.get(key);
        if (known != null) {
            return known;
        }
        String kept = cells.size() < MOST ? key : String.join(SEPARATOR, Collections.nCopies(names.size(), OTHER));
        return cells.computeIfAbsent(kept, _ -> make.get());
    }

    void forEach(BiConsumer<List<Label>, C> action) {
        cells.forEach((key, cell) -> action.accept(labels(key), cell));
    }

    private List<Label> labels(String key) {
        if (names.isEmpty()) {
            return List.of();
        }
        String[] values = key.split(SEPARATOR, -1);
        List<Label> labels = new ArrayList<>(names.size());
        for (int i = 0; i < values.length; i++) {
            labels.add(new Label(names.get(i), values[i]));
        }
        return labels;
    }
}

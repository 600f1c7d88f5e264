package org.offhook.api.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Header fields; names in any case, kept in lower case.
public final class Headers {

    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    /// @param pairs name, value, name, value, …
    public static Headers of(String... pairs) {
        Headers headers = NONE;
        for (int i = 0; i < pairs.length; i += 2) {
            headers = headers.with(pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    /// @param fields in the order of the message
    public static Headers of(List<Map.Entry<String, String>> fields) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : fields) {
            values.computeIfAbsent(field.getKey().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(field.getValue());
        }
        return new Headers(values);
    }

    /// These and one more.
    public Headers with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        String key = name.toLowerCase(Locale.ROOT);
        List<String> all = new ArrayList<>(more.getOrDefault(key, List.of()));
        all.add(value);
        more.put(key, Collections.unmodifiableList(all));
        return new Headers(more);
    }

    /// The first value.
    public Optional<String> get(String name) {
        List<String> all = values.get(name.toLowerCase(Locale.ROOT));
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    public void forEach(BiConsumer<String, String> each) {
        values.forEach((name, all) -> all.forEach(value -> each.accept(name, value)));
    }

    /// Names only: values may be secret.
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}

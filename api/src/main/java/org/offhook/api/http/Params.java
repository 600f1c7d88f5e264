package org.offhook.api.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The parameters of a query or a form, in the order in which they came. Names are case-sensitive and may
/// repeat.
public final class Params {

    /// More are not read: [#parse] says so by an empty result.
    public static final int MOST = 1000;

    public static final Params NONE = new Params(Map.of());

    private final Map<String, List<String>> values;

    private Params(Map<String, List<String>> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1): `+` is a space, `%2B` is a plus, a `%` that
    /// opens no escape stands for itself, broken UTF-8 becomes U+FFFD.
    ///
    /// @return nothing when there are more than [#MOST]
    public static Optional<Params> parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < encoded.length(); ) {
            int end = encoded.indexOf('&', start);
            end = end < 0 ? encoded.length() : end;
            if (end > start) {
                if (++count > MOST) {
                    return Optional.empty();
                }
                int equals = encoded.indexOf('=', start);
                boolean bare = equals < 0 || equals > end;
                String name = Escapes.decode(encoded.substring(start, bare ? end : equals), true);
                String value = bare ? "" : Escapes.decode(encoded.substring(equals + 1, end), true);
                values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return Optional.of(new Params(values));
    }

    /// @param pairs name, value, name, value, …
    public static Params of(String... pairs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.computeIfAbsent(pairs[i], n -> new ArrayList<>()).add(pairs[i + 1]);
        }
        return new Params(values);
    }

    /// The value of a parameter; of several, the last.
    public Optional<String> get(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getLast());
    }

    /// All values of a name that may repeat (contract §23, T12).
    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// These, and of `others` what has no value here.
    public Params or(Params others) {
        Map<String, List<String>> both = new LinkedHashMap<>(values);
        others.values.forEach(both::putIfAbsent);
        return new Params(both);
    }

    public Params without(String name) {
        Map<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return new Params(rest);
    }

    public void forEach(BiConsumer<String, String> each) {
        values.forEach((name, all) -> all.forEach(value -> each.accept(name, value)));
    }

    /// As a query or form; the inverse of [#parse].
    public String encode() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : "&");
            Escapes.encode(name.getBytes(StandardCharsets.UTF_8), text);
            text.append('=');
            Escapes.encode(value.getBytes(StandardCharsets.UTF_8), text);
        });
        return text.toString();
    }

    /// Names only: values may be secret.
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}

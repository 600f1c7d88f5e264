package org.offhook.api.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource on its way out: named fields in order. A value is a string, number, boolean, null, a map with
/// string keys, a list, or another element.
public final class Element {

    private final String name;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /// @param name of the XML element, such as `Call`
    public Element(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /// @param field in lower case with underscores
    public Element with(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }
}

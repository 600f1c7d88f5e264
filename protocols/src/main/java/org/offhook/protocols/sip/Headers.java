package org.offhook.protocols.sip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in the order they came. Content-Length is never among them: it belongs to the framing, and the
/// writer adds it.
public final class Headers implements Iterable<Header> {

    /// No fields.
    public static final Headers NONE = new Headers(new Header[0]);

    private final Header[] fields;

    private Headers(Header[] fields) {
        this.fields = fields;
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return fields.length;
    }

    public Header get(int index) {
        return fields[index];
    }

    /// The first field of this name, null when there is none.
    public @Nullable Header first(HeaderName name) {
        for (Header field : fields) {
            if (field.is(name)) {
                return field;
            }
        }
        return null;
    }

    /// The value of the first field of this name, null when there is none.
    public @Nullable String value(HeaderName name) {
        Header field = first(name);
        return field == null ? null : field.value();
    }

    public boolean has(HeaderName name) {
        return first(name) != null;
    }

    /// How many fields have this name.
    public int count(HeaderName name) {
        int count = 0;
        for (Header field : fields) {
            if (field.is(name)) {
                count++;
            }
        }
        return count;
    }

    /// The values of all fields of this name, in order.
    public List<String> values(HeaderName name) {
        List<String> values = new ArrayList<>();
        for (Header field : fields) {
            if (field.is(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /// The elements of all fields of this name, each field being a list of tokens separated by commas
    /// (`Supported`, `Require`, `Allow`…). Empty elements are left out.
    public List<String> tokens(HeaderName name) {
        List<String> tokens = new ArrayList<>();
        for (Header field : fields) {
            if (field.is(name)) {
                for (String token : field.value().split(",")) {
                    if (!token.isBlank()) {
                        tokens.add(token.strip());
                    }
                }
            }
        }
        return tokens;
    }

    @Override
    public Iterator<Header> iterator() {
        return Arrays.asList(fields).iterator();
    }

    public Builder toBuilder() {
        return new Builder().addAll(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        return Arrays.toString(fields);
    }

    /// Collects fields.
    public static final class Builder {

        private Header[] fields = new Header[16];
        private int count;

        private Builder() {}

        public Builder add(Header field) {
            if (count == fields.length) {
                fields = Arrays.copyOf(fields, count * 2);
            }
            fields[count++] = field;
            return this;
        }

        /// @throws IllegalArgumentException as [Header#of]
        public Builder add(HeaderName name, String value) {
            return add(Header.of(name, value));
        }

        public Builder addAll(Iterable<Header> more) {
            more.forEach(this::add);
            return this;
        }

        /// Adds the fields of this name that another message has, as they are.
        public Builder copy(HeaderName name, Headers other) {
            for (Header field : other.fields) {
                if (field.is(name)) {
                    add(field);
                }
            }
            return this;
        }

        /// Puts one field in the place of the first of its name and drops the others; adds it when there is
        /// none.
        public Builder set(HeaderName name, String value) {
            Header next = Header.of(name, value);
            int kept = 0;
            boolean placed = false;
            for (int i = 0; i < count; i++) {
                if (!fields[i].is(name)) {
                    fields[kept++] = fields[i];
                } else if (!placed) {
                    fields[kept++] = next;
                    placed = true;
                }
            }
            count = kept;
            return placed ? this : add(next);
        }

        public Builder remove(HeaderName name) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (!fields[i].is(name)) {
                    fields[kept++] = fields[i];
                }
            }
            count = kept;
            return this;
        }

        /// Puts a field before all others.
        public Builder addFirst(HeaderName name, String value) {
            add(name, value);
            Header first = fields[count - 1];
            System.arraycopy(fields, 0, fields, 1, count - 1);
            fields[0] = first;
            return this;
        }

        public int size() {
            return count;
        }

        public Headers build() {
            return count == 0 ? NONE : new Headers(Arrays.copyOf(fields, count));
        }
    }
}

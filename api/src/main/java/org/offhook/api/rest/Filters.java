package org.offhook.api.rest;

import java.util.function.Consumer;
import org.offhook.api.render.Dates;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;

/// Reads the filters of a list into a [Query]. Unknown filters are ignored (contract §23, T28).
public final class Filters {

    private final Fields fields;
    private Query query;

    public Filters(Fields fields, Query query) {
        this.fields = fields;
        this.query = query;
    }

    public Query query() {
        return query;
    }

    /// A filter for the very text.
    public Filters text(String name, String field) {
        String value = fields.text(name);
        if (value != null) {
            query = query.where(field, value);
        }
        return this;
    }

    /// A filter on a time and its two inequalities, whose operator is part of the name (contract §1): `Name`
    /// (that day, or that second), `Name<` (until then) and `Name>` (from then on).
    public Filters time(String name, String field) {
        String value = fields.text(name);
        if (value != null) {
            stretch(
                    name,
                    value,
                    stretch -> query =
                            query.where(field, Op.NOT_BEFORE, stretch.start()).where(field, Op.BEFORE, stretch.end()));
        }
        String before = fields.text(name + "<");
        if (before != null) {
            stretch(name, before, stretch -> query = query.where(field, Op.NOT_AFTER, stretch.start()));
        }
        String after = fields.text(name + ">");
        if (after != null) {
            stretch(name, after, stretch -> query = query.where(field, Op.NOT_BEFORE, stretch.start()));
        }
        return this;
    }

    /// A filter on a time by a name of its own.
    ///
    /// @param op how the field has to lie to the time
    public Filters bound(String name, String field, Op op) {
        String value = fields.text(name);
        if (value != null) {
            stretch(name, value, stretch -> query = query.where(field, op, stretch.start()));
        }
        return this;
    }

    private void stretch(String name, String value, Consumer<Dates.Stretch> use) {
        Dates.parse(value)
                .ifPresentOrElse(
                        use,
                        () -> fields.refuse(
                                20422,
                                name + " is a date (2026-11-20) or a time (2026-11-20T09:43:00Z), not '" + value
                                        + "'"));
    }
}

package org.offhook.core.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the store must know about one kind of [Entity].
///
/// @param name   lower-case plural, the name of its table: letters and underscores
/// @param type   the record class
/// @param fields what it can be found by, besides Sid, account and creation time; each is indexed with the
///               account
/// @param forgets whether a removed one leaves no trace. Right for the rows of a queue, whose Sids nobody else
///                knows; resources keep a trace, so that they do not come back (see [Change.Put]) and walks
///                over a list go on
public record Kind<T extends Entity>(String name, Class<T> type, List<Field<T>> fields, boolean forgets) {

    public Kind {
        fields = List.copyOf(fields);
    }

    public Kind(String name, Class<T> type, List<Field<T>> fields) {
        this(name, type, fields, false);
    }

    /// One thing to filter on.
    ///
    /// @param name   the record's component, lower case with underscores
    /// @param value  a [String], [Long] or [Instant]; null never matches
    /// @param use    what it is for the entity
    public record Field<T extends Entity>(String name, Function<T, @Nullable Object> value, Use use) {

        public boolean moment() {
            return use == Use.MOMENT;
        }
    }

    /// What a field is, as far as a search can make use of it.
    public enum Use {
        VALUE,
        /// A time in the entity's life, so never before its creation.
        MOMENT,
        /// It changes whenever a moment comes.
        STATE
    }

    public static <T extends Entity> Field<T> field(String name, Function<T, @Nullable Object> value) {
        return new Field<>(name, value, Use.VALUE);
    }

    /// A time in the entity's life. That it is not before the creation spares a search for early ones the way
    /// through all that was created later.
    public static <T extends Entity> Field<T> moment(String name, Function<T, @Nullable Instant> value) {
        return new Field<>(name, value::apply, Use.MOMENT);
    }

    /// A state with many holders. Its index also has the moments, so that a search for a state and a time walks
    /// no rows; that costs nothing more, because whenever one of them changes, the state does.
    public static <T extends Entity> Field<T> state(String name, Function<T, @Nullable Object> value) {
        return new Field<>(name, value, Use.STATE);
    }
}

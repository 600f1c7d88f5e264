package org.offhook.core.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// A request for a list, newest first.
///
/// @param account only this account's; null for the platform's own housekeeping, never for a request from
///                outside
/// @param filters all must hold
/// @param after   the Sid of the last one seen; null for the beginning
/// @param limit   at most so many, 1 to 1,000
public record Query(
        @Nullable Sid account,
        List<Filter> filters,
        @Nullable Sid after,
        int limit) {

    public static final int MOST = 1000;

    public Query {
        filters = List.copyOf(filters);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static Query of(@Nullable Sid account) {
        return new Query(account, List.of(), null, MOST);
    }

    /// @param field a [Kind.Field]'s name, or `created`
    /// @param value a [String], [Long] or [java.time.Instant], as the field has it
    public Query where(String field, Op op, Object value) {
        List<Filter> more = new ArrayList<>(filters);
        more.add(new Filter(field, op, value));
        return new Query(account, more, after, limit);
    }

    public Query where(String field, Object value) {
        return where(field, Op.EQUAL, value);
    }

    public Query after(@Nullable Sid sid) {
        return new Query(account, filters, sid, limit);
    }

    public Query limit(int most) {
        return new Query(account, filters, after, most);
    }

    public record Filter(String field, Op op, Object value) {}

    public enum Op {
        EQUAL,
        BEFORE,
        NOT_AFTER,
        AFTER,
        NOT_BEFORE
    }
}

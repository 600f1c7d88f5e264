package org.offhook.core.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// A request for a list, newest first. A cursor stays good when the entity it names is removed.
///
/// @param account only this account's; null for the platform's own housekeeping, never for a request from
///                outside
/// @param filters all must hold
/// @param after   only older ones than this, from the next one on: the last one of the page before; or null
/// @param before  only newer ones than this, up to its neighbour: the first one of the page after; or null
/// @param limit   at most so many, 1 to [#MOST]
public record Query(
        @Nullable Sid account,
        List<Filter> filters,
        @Nullable Sid after,
        @Nullable Sid before,
        int limit) {

    public static final int MOST = 10_000;

    public Query {
        filters = List.copyOf(filters);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static Query of(@Nullable Sid account) {
        return new Query(account, List.of(), null, null, MOST);
    }

    /// @param field a [Kind.Field]'s name, or `created`
    /// @param value a [String], [Long] or [java.time.Instant], as the field has it
    public Query where(String field, Op op, Object value) {
        List<Filter> more = new ArrayList<>(filters);
        more.add(new Filter(field, op, value));
        return new Query(account, more, after, before, limit);
    }

    public Query where(String field, Object value) {
        return where(field, Op.EQUAL, value);
    }

    public Query after(@Nullable Sid sid) {
        return new Query(account, filters, sid, before, limit);
    }

    public Query before(@Nullable Sid sid) {
        return new Query(account, filters, after, sid, limit);
    }

    public Query limit(int most) {
        return new Query(account, filters, after, before, most);
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

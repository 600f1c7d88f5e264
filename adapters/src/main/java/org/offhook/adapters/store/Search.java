package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;

/// A list over one table. It chooses the index itself, because the database knows nothing about what it holds
/// until somebody analyses it: it counts up to [#FEW] entries in the index of each filter. A filter that few
/// rows pass is walked by its own index and the result sorted; otherwise the rows are walked in the order of
/// the list, where a page is soon full.
///
/// Two facts keep such a walk short: what began before a time was created before it (so the walk starts there),
/// and what began after a time was as good as always created at most [#LONGEST_WAIT] before it (the few others
/// are looked for afterwards, by the filter's index).
final class Search<T extends Entity> {

    private static final int FEW = 2000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    /// Wall clocks are set back at times; the facts above hold but for this.
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);

    private static final String CREATED = "created";

    private final Session session;
    private final KindTable<T> table;
    private final Query query;

    Search(Session session, KindTable<T> table, Query query) {
        this.session = session;
        this.table = table;
        this.query = query;
    }

    /// Conditions and what to put in for their question marks.
    private record Where(List<String> conditions, List<Object> values) {
        Where() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        Where and(String condition, Object... more) {
            conditions.add(condition);
            values.addAll(List.of(more));
            return this;
        }

        String text() {
            return " WHERE " + String.join(" AND ", conditions);
        }
    }

    List<T> list() throws SQLException {
        boolean upwards = query.before() != null;
        Where cursor = new Where();
        if (!place(cursor, query.after(), "<") || !place(cursor, query.before(), ">")) {
            return List.of();
        }
        String driver = driver();
        Instant early = CREATED.equals(driver) && !upwards ? earliest() : null;
        Where where = where(cursor);
        if (early != null) {
            where.and("created >= ?", early);
        }
        List<T> found = run(driver, where, upwards, query.limit());
        if (early != null && found.size() < query.limit()) {
            String late = lowerBound();
            found.addAll(run(late, where(cursor).and("created < ?", early), false, query.limit() - found.size()));
        }
        return upwards ? found.reversed() : found;
    }

    long count() throws SQLException {
        String driver = query.filters().isEmpty() ? (query.account() == null ? null : CREATED) : driver();
        try (ResultSet rows = statement("SELECT count(*) FROM ", driver, where(new Where()), "")
                .executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<T> run(@Nullable String driver, Where where, boolean upwards, int limit) throws SQLException {
        String order = upwards ? "ASC" : "DESC";
        String tail = " ORDER BY created " + order + ", seq " + order + " LIMIT ?";
        where.values.add((long) limit);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement("SELECT doc FROM ", driver, where, tail).executeQuery()) {
            while (rows.next()) {
                found.add(table.read(rows.getString(1)));
            }
        }
        return found;
    }

    private PreparedStatement statement(String head, @Nullable String driver, Where where, String tail)
            throws SQLException {
        String indexed = driver == null ? " NOT INDEXED" : " INDEXED BY " + table.index(driver);
        PreparedStatement statement = session.prepare(head + table.name() + indexed + where.text() + tail);
        for (int i = 0; i < where.values.size(); i++) {
            Values.bind(statement, i + 1, where.values.get(i));
        }
        return statement;
    }

    /// Adds where a cursor stands.
    ///
    /// @return false when it stands nowhere
    private boolean place(Where where, @Nullable Sid cursor, String side) throws SQLException {
        if (cursor == null) {
            return true;
        }
        PreparedStatement select = session.prepare("SELECT created, seq FROM " + table.name() + " WHERE sid = ?");
        select.setString(1, cursor.value());
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                return false;
            }
            where.and("(created, seq) " + side + " (?, ?)", rows.getLong(1), rows.getLong(2));
            return true;
        }
    }

    private Where where(Where cursor) {
        Where where = new Where();
        if (query.account() == null) {
            where.and("doc IS NOT NULL");
        } else {
            where.and(
                    "owner = (SELECT id FROM names WHERE sid = ?)",
                    query.account().value());
        }
        for (Query.Filter filter : query.filters()) {
            Kind.Field<T> field = table.field(filter.field());
            boolean upperBound = filter.op() == Op.BEFORE || filter.op() == Op.NOT_AFTER;
            add(where, filter, field == null && (upperBound ? query.after() != null : query.before() != null));
            if (field != null && field.moment() && upperBound && query.after() == null) {
                where.and("created <= ?", ((Instant) filter.value()).plus(CLOCK_SLACK));
            }
        }
        where.conditions.addAll(cursor.conditions);
        where.values.addAll(cursor.values);
        return where;
    }

    /// @param unindexed whether the index of creation times is to be entered by another condition, the cursor
    private static void add(Where where, Query.Filter filter, boolean unindexed) {
        String operator = switch (filter.op()) {
            case EQUAL -> " = ?";
            case BEFORE -> " < ?";
            case NOT_AFTER -> " <= ?";
            case AFTER -> " > ?";
            case NOT_BEFORE -> " >= ?";
        };
        where.and((unindexed ? "+" : "") + KindTable.quote(filter.field()) + operator, filter.value());
    }

    /// The field whose index to walk, `created` for the list's own order, or null for the whole table.
    private @Nullable String driver() throws SQLException {
        List<String> candidates = candidates();
        String own = query.account() == null ? null : CREATED;
        if (candidates.isEmpty()) {
            return own;
        }
        String only = candidates.size() == 1 ? candidates.getFirst() : null;
        if (only != null && !isMoment(only)) {
            return only;
        }
        String fewest = null;
        long least = FEW + 1L;
        for (String candidate : candidates) {
            long entries = entries(candidate);
            if (entries < least) {
                fewest = candidate;
                least = entries;
            }
        }
        if (fewest != null) {
            return fewest;
        }
        return candidates.stream().filter(name -> !isMoment(name)).findFirst().orElse(own);
    }

    /// The fields whose index helps: those asked for one value, and the times, whose index begins with the
    /// owner.
    private List<String> candidates() {
        TreeSet<String> names = new TreeSet<>();
        for (Query.Filter filter : query.filters()) {
            Kind.Field<T> field = table.field(filter.field());
            if (field != null && (field.moment() ? query.account() != null : filter.op() == Op.EQUAL)) {
                names.add(field.name());
            }
        }
        return List.copyOf(names);
    }

    /// How many entries the index of a field has for the filters on that field; more than [#FEW] are not
    /// counted.
    private long entries(String name) throws SQLException {
        Where where = new Where();
        if (query.account() != null) {
            where.and(
                    "owner = (SELECT id FROM names WHERE sid = ?)",
                    query.account().value());
        }
        for (Query.Filter filter : query.filters()) {
            if (filter.field().equals(name)) {
                add(where, filter, false);
            }
        }
        try (ResultSet rows = statement(
                        "SELECT count(*) FROM (SELECT 1 FROM ", name, where, " LIMIT " + (FEW + 1) + ")")
                .executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private boolean isMoment(String name) {
        Kind.Field<T> field = table.field(name);
        return field != null && field.moment();
    }

    /// The time before which next to nothing that passes the filters was created, or null when there is none.
    private @Nullable Instant earliest() {
        return query.filters().stream()
                .filter(this::isLowerBound)
                .map(filter -> ((Instant) filter.value()).minus(LONGEST_WAIT))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private String lowerBound() {
        return query.filters().stream()
                .filter(this::isLowerBound)
                .findFirst()
                .orElseThrow()
                .field();
    }

    private boolean isLowerBound(Query.Filter filter) {
        return isMoment(filter.field()) && (filter.op() == Op.AFTER || filter.op() == Op.NOT_BEFORE);
    }
}

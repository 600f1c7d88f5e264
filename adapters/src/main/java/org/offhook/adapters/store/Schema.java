package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// Makes the tables, and brings those of an older release up to date: a step per layout version for what the
/// store itself needs, and for each kind the table, columns and indexes that its declaration asks for.
final class Schema {

    /// What leads from layout `n` to `n + 1`, in order. Only ever add to the end.
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE names (id INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE)",
                    "CREATE TABLE events (position INTEGER PRIMARY KEY, owner INTEGER NOT NULL, subject INTEGER NOT NULL,"
                            + " doc TEXT NOT NULL)",
                    "CREATE INDEX events_by_owner ON events (owner)",
                    "CREATE INDEX events_by_subject ON events (subject)",
                    "CREATE TABLE probe (id INTEGER PRIMARY KEY, at TEXT)"),
            List.of(
                    "DROP TABLE probe",
                    "CREATE TABLE applied (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
                    "INSERT INTO applied (id, number) VALUES (1, 0)"));

    private Schema() {}

    static void update(Session session, List<KindTable<?>> tables) throws SQLException, DataFolder.Unusable {
        int version = version(session);
        if (version > STEPS.size()) {
            throw new DataFolder.Unusable(
                    "the data folder was written by a newer Offhook (layout " + version + ", this one knows "
                            + STEPS.size() + "): start that one, or give another folder with --data",
                    null);
        }
        for (List<String> step : STEPS.subList(version, STEPS.size())) {
            for (String sql : step) {
                session.run(sql);
            }
        }
        session.run("PRAGMA user_version=" + STEPS.size());
        for (KindTable<?> table : tables) {
            update(session, table);
        }
        session.commit();
    }

    private static int version(Session session) throws SQLException {
        try (ResultSet rows = session.prepare("PRAGMA user_version").executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static <T extends Entity> void update(Session session, KindTable<T> table) throws SQLException {
        session.run("CREATE TABLE IF NOT EXISTS " + table.name()
                + " (seq INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, owner INTEGER, created INTEGER NOT NULL,"
                + " doc TEXT)");
        session.run(
                "CREATE INDEX IF NOT EXISTS " + table.index("created") + " ON " + table.name() + " (owner, created)");
        Set<String> present = columns(session, table);
        List<Kind.Field<T>> added = new ArrayList<>();
        for (Kind.Field<T> field : table.kind().fields()) {
            String column = KindTable.quote(field.name());
            if (!present.contains(field.name())) {
                session.run("ALTER TABLE " + table.name() + " ADD COLUMN " + column);
                added.add(field);
            }
        }
        if (!added.isEmpty()) {
            fill(session, table, added);
        }
        for (Kind.Field<T> field : table.kind().fields()) {
            index(session, table.index(field.name()), index(table, field));
        }
    }

    private static <T extends Entity> String index(KindTable<T> table, Kind.Field<T> field) {
        String column = KindTable.quote(field.name());
        String columns = switch (field.use()) {
            case VALUE -> column + ", owner, created";
            case MOMENT -> "owner, " + column + ", created";
            case STATE -> column + ", owner, created" + moments(table);
        };
        return "CREATE INDEX " + table.index(field.name()) + " ON " + table.name() + " (" + columns + ") WHERE "
                + column + " IS NOT NULL";
    }

    private static <T extends Entity> String moments(KindTable<T> table) {
        return table.kind().fields().stream()
                .filter(Kind.Field::moment)
                .map(field -> ", " + KindTable.quote(field.name()))
                .collect(Collectors.joining());
    }

    /// Makes an index, or makes it anew when an older release made it otherwise.
    private static void index(Session session, String name, String sql) throws SQLException {
        PreparedStatement select = session.prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?");
        select.setString(1, name.replace("\"", ""));
        try (ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                if (rows.getString(1).equals(sql)) {
                    return;
                }
                session.run("DROP INDEX " + name);
            }
        }
        session.run(sql);
    }

    private static Set<String> columns(Session session, KindTable<?> table) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = session.prepare(
                        "SELECT name FROM pragma_table_info('" + table.kind().name() + "')")
                .executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// Gives the rows that are there their values in new columns.
    private static <T extends Entity> void fill(Session session, KindTable<T> table, List<Kind.Field<T>> added)
            throws SQLException {
        String sets = String.join(
                ", ",
                added.stream()
                        .map(field -> KindTable.quote(field.name()) + " = ?")
                        .toList());
        PreparedStatement update = session.prepare("UPDATE " + table.name() + " SET " + sets + " WHERE seq = ?");
        try (ResultSet rows = session.prepare("SELECT seq, doc FROM " + table.name() + " WHERE doc IS NOT NULL")
                .executeQuery()) {
            while (rows.next()) {
                T entity = table.read(rows.getString(2));
                int at = 0;
                for (Kind.Field<T> field : added) {
                    Values.bind(update, ++at, field.value().apply(entity));
                }
                update.setLong(++at, rows.getLong(1));
                update.executeUpdate();
            }
        }
    }
}

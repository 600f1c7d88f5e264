package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// The table of one [Kind]: `seq` (order of first commit), `sid`, `owner` (the account's number in `names`),
/// `created`, a column per field, and `doc`, the record itself. A row that was removed keeps `seq`, `sid` and
/// `created` and nothing else.
final class KindTable<T extends Entity> {

    private final Kind<T> kind;
    private final Documents documents;
    private final String table;

    KindTable(Kind<T> kind, Documents documents) {
        this.kind = kind;
        this.documents = documents;
        this.table = quote(kind.name());
    }

    Kind<T> kind() {
        return kind;
    }

    String name() {
        return table;
    }

    static String quote(String name) {
        return '"' + name + '"';
    }

    /// The index that finds by a field, or by `created`.
    String index(String field) {
        return quote(kind.name() + "_by_" + field);
    }

    Optional<T> find(Session session, Sid sid) throws SQLException {
        PreparedStatement select = session.prepare("SELECT doc FROM " + table + " WHERE sid = ?");
        select.setString(1, sid.value());
        try (ResultSet rows = select.executeQuery()) {
            String document = rows.next() ? rows.getString(1) : null;
            return document == null ? Optional.empty() : Optional.of(read(document));
        }
    }

    T read(String document) {
        return documents.read(kind, document);
    }

    /// The entity as text.
    ///
    /// @throws IllegalArgumentException when it holds what no entity may hold
    String write(T entity) {
        return documents.write(entity);
    }

    /// Writes an entity over nothing, or over what is there and was not removed.
    ///
    /// @param document its text
    /// @return false when it was removed, and nothing was written
    boolean put(Session session, Names names, T entity, String document) throws SQLException {
        PreparedStatement insert = session.prepare(insert());
        int at = 0;
        insert.setString(++at, entity.sid().value());
        insert.setLong(++at, names.number(session, entity.account()));
        insert.setLong(++at, Values.nanos(entity.created()));
        insert.setString(++at, document);
        for (Kind.Field<T> field : kind.fields()) {
            Values.bind(insert, ++at, field.value().apply(entity));
        }
        return insert.executeUpdate() > 0;
    }

    /// Writes an entity over one that is known to be there. What did not change is not written, so that the
    /// indexes of unchanged fields stay untouched.
    ///
    /// @param document its text
    /// @return false when it was removed, and nothing was written
    boolean replace(Session session, Names names, T before, T entity, String document) throws SQLException {
        if (!before.account().equals(entity.account())) {
            return put(session, names, entity, document);
        }
        List<Kind.Field<T>> changed = new ArrayList<>();
        for (Kind.Field<T> field : kind.fields()) {
            if (!Objects.equals(field.value().apply(before), field.value().apply(entity))) {
                changed.add(field);
            }
        }
        PreparedStatement update = session.prepare(update(changed));
        int at = 0;
        update.setString(++at, document);
        for (Kind.Field<T> field : changed) {
            Values.bind(update, ++at, field.value().apply(entity));
        }
        update.setString(++at, entity.sid().value());
        return update.executeUpdate() > 0;
    }

    void remove(Session session, Sid sid) throws SQLException {
        PreparedStatement remove = session.prepare(remove());
        remove.setString(1, sid.value());
        remove.executeUpdate();
    }

    private String insert() {
        String columns =
                kind.fields().stream().map(field -> ", " + quote(field.name())).collect(Collectors.joining());
        String updates = kind.fields().stream()
                .map(field -> ", " + quote(field.name()) + " = excluded." + quote(field.name()))
                .collect(Collectors.joining());
        return "INSERT INTO " + table + " (sid, owner, created, doc" + columns + ") VALUES (?, ?, ?, ?"
                + ", ?".repeat(kind.fields().size())
                + ") ON CONFLICT (sid) DO UPDATE SET owner = excluded.owner, doc = excluded.doc" + updates
                + " WHERE doc IS NOT NULL";
    }

    private String update(List<Kind.Field<T>> changed) {
        String sets = changed.stream()
                .map(field -> ", " + quote(field.name()) + " = ?")
                .collect(Collectors.joining());
        return "UPDATE " + table + " SET doc = ?" + sets + " WHERE sid = ? AND doc IS NOT NULL";
    }

    private String remove() {
        if (kind.forgets()) {
            return "DELETE FROM " + table + " WHERE sid = ?";
        }
        String sets = kind.fields().stream()
                .map(field -> ", " + quote(field.name()) + " = NULL")
                .collect(Collectors.joining());
        return "UPDATE " + table + " SET owner = NULL, doc = NULL" + sets + " WHERE sid = ?";
    }

    /// The field of that name, or null for `created`.
    Kind.@Nullable Field<T> field(String name) {
        if (name.equals("created")) {
            return null;
        }
        return kind.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind.name() + " cannot be searched by " + name));
    }
}

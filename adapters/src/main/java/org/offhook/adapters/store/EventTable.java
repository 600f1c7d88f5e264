package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;

/// The log: `position`, the numbers of account and subject, and the event itself.
final class EventTable {

    private EventTable() {}

    static long last(Session session) throws SQLException {
        try (ResultSet rows =
                session.prepare("SELECT max(position) FROM events").executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void append(Session session, Names names, long position, Row.Append row) throws SQLException {
        Event event = row.event();
        PreparedStatement insert =
                session.prepare("INSERT INTO events (position, owner, subject, doc) VALUES (?, ?, ?, ?)");
        insert.setLong(1, position);
        insert.setLong(2, names.number(session, event.account()));
        insert.setLong(3, names.number(session, event.subject()));
        insert.setString(4, row.document());
        insert.executeUpdate();
    }

    static List<StoredEvent> list(Session session, EventQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT position, o.sid, s.sid, doc FROM events"
                + " JOIN names o ON o.id = owner JOIN names s ON s.id = subject WHERE position > ?");
        List<Object> values = new ArrayList<>();
        values.add(query.after());
        // A unary plus keeps a condition from choosing the index: few events have one subject, many one owner.
        if (query.subject() != null) {
            sql.append(" AND subject = (SELECT id FROM names WHERE sid = ?)");
            values.add(query.subject().value());
        }
        if (query.account() != null) {
            sql.append(query.subject() != null ? " AND +owner" : " AND owner")
                    .append(" = (SELECT id FROM names WHERE sid = ?)");
            values.add(query.account().value());
        }
        sql.append(" ORDER BY position LIMIT ?");
        values.add((long) query.limit());
        PreparedStatement select = session.prepare(sql.toString());
        for (int i = 0; i < values.size(); i++) {
            Values.bind(select, i + 1, values.get(i));
        }
        List<StoredEvent> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Sid account = new Sid(rows.getString(2));
                Sid subject = new Sid(rows.getString(3));
                found.add(new StoredEvent(rows.getLong(1), EventDocuments.read(account, subject, rows.getString(4))));
            }
        }
        return found;
    }
}

package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.core.ids.Sid;

/// Small numbers for Sids that many rows speak of. A Sid takes 34 bytes in a row and again in every index; its
/// number takes two or three, and because numbers rise with time, what is under way lies together in an index.
///
/// Only the writer uses it; what it gave in a batch that failed is taken back by [#forget].
final class Names {

    private static final int REMEMBERED = 20_000;

    private final Map<Sid, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sid, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// The number of `sid`; it gets one if it has none.
    long number(Session session, Sid sid) throws SQLException {
        Long number = known.get(sid);
        if (number == null) {
            PreparedStatement insert = session.prepare("INSERT OR IGNORE INTO names (sid) VALUES (?)");
            insert.setString(1, sid.value());
            insert.executeUpdate();
            PreparedStatement select = session.prepare("SELECT id FROM names WHERE sid = ?");
            select.setString(1, sid.value());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                number = rows.getLong(1);
            }
            known.put(sid, number);
        }
        return number;
    }

    /// The batch was rolled back.
    void forget() {
        known.clear();
    }
}

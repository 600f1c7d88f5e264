package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the values of fields lie in columns: text as it is, numbers as they are, times as nanoseconds since
/// 1970.
final class Values {

    private static final long NANOS = 1_000_000_000L;

    private Values() {}

    static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case Instant time -> statement.setLong(index, nanos(time));
            default -> throw new IllegalArgumentException("a field is no " + value.getClass());
        }
    }

    /// Times before 1678 and after 2262 count as those.
    static long nanos(Instant time) {
        long limit = Long.MAX_VALUE / NANOS - 1;
        long seconds = Math.clamp(time.getEpochSecond(), -limit, limit);
        return seconds * NANOS + time.getNano();
    }
}

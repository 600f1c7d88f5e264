package org.offhook.adapters.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// A connection to the database and the statements prepared on it. Used by one thread at a time.
final class Session implements AutoCloseable {

    private static final int BUSY_MILLIS = 5_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// The one that writes: durable at every commit (WAL, fsync), and what was deleted or replaced is
    /// overwritten with zeros, so that a redacted text is gone from the file.
    static Session writer(Path file) throws SQLException {
        Session session = open(file);
        session.run("PRAGMA journal_mode=WAL");
        session.run("PRAGMA synchronous=FULL");
        session.run("PRAGMA secure_delete=ON");
        session.run("PRAGMA cache_size=-32768");
        session.run("PRAGMA journal_size_limit=67108864");
        // Pages that are written again and again go to the file once in 16 MB of log, not once in 4.
        session.run("PRAGMA wal_autocheckpoint=4096");
        session.connection.setAutoCommit(false);
        return session;
    }

    static Session reader(Path file) throws SQLException {
        Session session = open(file);
        session.run("PRAGMA query_only=ON");
        session.run("PRAGMA cache_size=-8192");
        return session;
    }

    /// For copying the database to another file; it writes nothing to this one.
    static Session copier(Path file) throws SQLException {
        return open(file);
    }

    private static Session open(Path file) throws SQLException {
        Session session = new Session(DriverManager.getConnection("jdbc:sqlite:" + file, driver()));
        session.run("PRAGMA busy_timeout=" + BUSY_MILLIS);
        session.run("PRAGMA temp_store=MEMORY");
        return session;
    }

    /// Without this the driver asks for the last key after every write.
    private static Properties driver() {
        Properties properties = new Properties();
        properties.setProperty("jdbc.get_generated_keys", "false");
        return properties;
    }

    /// Runs a statement that is needed once.
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A statement that is needed again and again. Whoever gets it binds every parameter.
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }
}

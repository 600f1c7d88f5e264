package org.offhook.adapters.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.offhook.core.store.StoreException;

/// The connections that read. Whoever finds them all in use waits.
final class Readers implements AutoCloseable {

    /// How many read at once.
    private static final int CONNECTIONS = 4;

    private final BlockingQueue<Session> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    Readers(Path file) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(Session.reader(file));
        }
    }

    @FunctionalInterface
    interface Reading<R> {
        R read(Session session) throws SQLException;
    }

    <R> R read(Reading<R> reading) {
        Session session = take();
        try {
            return reading.read(session);
        } catch (SQLException failure) {
            throw new StoreException("the database cannot be read: " + failure.getMessage(), failure);
        } finally {
            idle.add(session);
        }
    }

    private Session take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return idle.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for those who read. Whoever comes later finds closed connections.
    @Override
    public void close() throws SQLException {
        List<Session> all = new ArrayList<>();
        while (all.size() < CONNECTIONS) {
            all.add(take());
        }
        for (Session session : all) {
            session.close();
        }
        idle.addAll(all);
    }
}

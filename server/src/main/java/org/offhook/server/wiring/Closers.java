package org.offhook.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been opened so far. Closing closes all of it, the last first; what fails to close keeps nothing
/// else from being closed.
public final class Closers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T room) {
        opened.push(room);
        return room;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable room = opened.pop();
            try {
                room.close();
            } catch (Exception failure) {
                LOG.warn("{} did not close cleanly", room.getClass().getSimpleName(), failure);
            }
        }
    }
}

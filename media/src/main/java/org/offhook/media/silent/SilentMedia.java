package org.offhook.media.silent;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;

/// A media server whose sounds last as long as they last and are heard as captions.
public final class SilentMedia implements MediaServer {
    private static final String HOST = "192.0.2.1";
    private static final int FIRST_PORT = 10_000;

    private final Scheduler scheduler;
    private final Clock clock;
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final Map<Integer, SilentSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /// @param scheduler runs one task at a time, those of one moment in the order they came
    /// @param capacity sessions that can be open at once, at most 25,000
    public SilentMedia(Scheduler scheduler, Clock clock, int capacity) {
        this.scheduler = scheduler;
        this.clock = clock;
        for (int i = 0; i < Math.min(capacity, 25_000); i++) {
            free.add(FIRST_PORT + 2 * i);
        }
    }

    @Override
    public Optional<MediaSession> open(Consumer<MediaEvent> events) {
        Integer port = free.poll();
        if (port == null) {
            return Optional.empty();
        }
        SilentSession session = new SilentSession(this, HOST, port, ids.incrementAndGet(), events);
        sessions.put(port, session);
        return Optional.of(session);
    }

    /// The session that told its far end to send to this port.
    public Optional<SilentSession> at(int port) {
        return Optional.ofNullable(sessions.get(port));
    }

    /// Sessions that are open now.
    public int open() {
        return sessions.size();
    }

    @Override
    public Mix mix() {
        return new SilentMix(this);
    }

    /// Runs a command in its turn.
    void command(Runnable command) {
        scheduler.after(Duration.ZERO, command);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long now() {
        return clock.nanos();
    }

    void release(int port) {
        sessions.remove(port);
        free.add(port);
    }
}

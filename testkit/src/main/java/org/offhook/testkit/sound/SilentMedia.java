package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;
import org.offhook.testkit.kernel.Step;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;

/// The platform's sound in the simulator. Sessions take a port of a bounded range and give it back; commands
/// are carried out in order on a shard of its own, a little later than they were given, as in production.
public final class SilentMedia implements MediaServer {

    private final Timeline timeline;
    private final Air air;
    private final String host;
    private final Duration silence;
    private final Deque<Integer> ports = new ArrayDeque<>();
    private final Set<SilentSession> open = new LinkedHashSet<>();
    private final Set<SilentMix> mixes = new LinkedHashSet<>();
    private long ids;
    private long lastCommand;

    /// @param host    the address in session descriptions
    /// @param low     the first RTP port, even
    /// @param count   how many sessions there may be at once
    /// @param silence after so long without a packet from the far end, [MediaEvent.Silent]
    public SilentMedia(Timeline timeline, Air air, String host, int low, int count, Duration silence) {
        this.timeline = timeline;
        this.air = air;
        this.host = host;
        this.silence = silence;
        for (int i = 0; i < count; i++) {
            ports.add(low + 2 * i);
        }
    }

    @Override
    public Optional<MediaSession> open(Consumer<MediaEvent> events) {
        Integer port = ports.poll();
        if (port == null) {
            return Optional.empty();
        }
        SilentSession session = new SilentSession(this, air, new Address(host, port), events);
        open.add(session);
        air.listen(session.address(), session::heard);
        return Optional.of(session);
    }

    @Override
    public Mix mix() {
        SilentMix mix = new SilentMix(this);
        mixes.add(mix);
        return mix;
    }

    /// Sessions that were not closed.
    public int open() {
        return open.size();
    }

    /// The power fails: nothing is heard of its sessions any more, and nothing is told about them.
    public void powerOff() {
        for (SilentSession session : List.copyOf(open)) {
            session.powerOff();
            air.leave(session.address());
        }
        open.clear();
        mixes.forEach(SilentMix::powerOff);
        mixes.clear();
    }

    Timeline timeline() {
        return timeline;
    }

    Duration silence() {
        return silence;
    }

    long nextId() {
        return ++ids;
    }

    /// Queues a command to the shard.
    void command(String name, Runnable task) {
        long now = timeline.elapsed().toNanos();
        lastCommand = Math.max(lastCommand, now + timeline.hop());
        timeline.schedule(lastCommand - now, new Step() {
            @Override
            public void run() {
                task.run();
            }

            @Override
            public String describe() {
                return name;
            }
        });
    }

    void closed(SilentMix mix) {
        mixes.remove(mix);
    }

    void closed(SilentSession session) {
        if (open.remove(session)) {
            air.leave(session.address());
            // The port that was free longest is taken next, so that late packets of a call meet nobody.
            ports.add(session.address().port());
        }
    }
}

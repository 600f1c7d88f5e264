package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offhook.testkit.kernel.Step;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;

/// Carries sound from one RTP address to another. Nothing is lost: what packet loss does to sound is the
/// business of the real media module's own tests; here a lost packet is inaudible.
public final class Air {

    /// From mouth to ear: network and jitter buffer.
    private static final Duration LATENCY = Duration.ofMillis(60);

    private final Timeline timeline;
    private final Map<Address, Ear> ears = new HashMap<>();
    private final Map<Address, List<Runnable>> mourners = new HashMap<>();
    private long ids;

    public Air(Timeline timeline) {
        this.timeline = timeline;
    }

    /// Who hears what comes to an address.
    @FunctionalInterface
    public interface Ear {
        void hear(Address from, Sound sound);
    }

    /// @throws IllegalStateException when somebody listens there already
    public void listen(Address address, Ear ear) {
        if (ears.putIfAbsent(address, ear) != null) {
            throw new IllegalStateException(address + " is in use");
        }
    }

    /// Nobody listens at `address` any more, and nothing comes from there.
    public void leave(Address address) {
        ears.remove(address);
        List<Runnable> told = mourners.remove(address);
        if (told != null) {
            told.forEach(Runnable::run);
        }
    }

    /// Whether somebody is there: then packets come from there, silent or not.
    public boolean inhabited(Address address) {
        return ears.containsKey(address);
    }

    /// Runs `task` once, when the one at `address` leaves.
    public void onLeaving(Address address, Runnable task) {
        mourners.computeIfAbsent(address, a -> new ArrayList<>(2)).add(task);
    }

    public void send(Address from, Address to, Sound sound) {
        timeline.schedule(LATENCY.toNanos(), new Step() {
            @Override
            public void run() {
                Ear ear = ears.get(to);
                if (ear != null) {
                    ear.hear(from, sound);
                }
            }

            @Override
            public String describe() {
                return from + " ) " + to + " " + sound;
            }
        });
    }

    /// A new id for a [Sound.Begins].
    public long nextId() {
        return ++ids;
    }
}

package org.offhook.testkit.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.offhook.testkit.kernel.Step;
import org.offhook.testkit.kernel.Timeline;

/// Carries packets from address to address.
public final class Network {

    private final Timeline timeline;
    private final RandomGenerator random;
    private final Map<Address, Consumer<Packet>> listeners = new HashMap<>();
    private final List<Consumer<Packet>> taps = new ArrayList<>();
    private Conditions conditions;
    private long sent;
    private long lost;

    public Network(Timeline timeline, Conditions conditions) {
        this.timeline = timeline;
        this.random = timeline.random("network");
        this.conditions = conditions;
    }

    /// From now on the network is like this.
    public void conditions(Conditions other) {
        conditions = other;
    }

    /// Hands packets to `address` to `listener`.
    ///
    /// @throws IllegalStateException when somebody listens there already
    public void bind(Address address, Consumer<Packet> listener) {
        if (listeners.putIfAbsent(address, listener) != null) {
            throw new IllegalStateException(address + " is in use");
        }
    }

    /// Packets to `address` disappear from now on.
    public void unbind(Address address) {
        listeners.remove(address);
    }

    /// Shows every packet to `tap` when it is sent, whether it will arrive or not.
    public void tap(Consumer<Packet> tap) {
        taps.add(tap);
    }

    public void send(Address from, Address to, byte[] bytes) {
        Packet packet = new Packet(from, to, bytes);
        sent++;
        for (Consumer<Packet> tap : taps) {
            tap.accept(packet);
        }
        if (chance(conditions.loss())) {
            lost++;
            if (timeline.trace().on()) {
                timeline.trace().line(timeline.elapsed().toNanos(), "lost " + packet);
            }
            return;
        }
        carry(packet);
        if (chance(conditions.duplicate())) {
            carry(new Packet(from, to, bytes.clone()));
        }
    }

    /// Packets that were sent.
    public long sent() {
        return sent;
    }

    /// Packets that were lost on the way.
    public long lost() {
        return lost;
    }

    private boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    private void carry(Packet packet) {
        long shortest = conditions.shortest().toNanos();
        long longest = conditions.longest().toNanos();
        long delay = longest > shortest ? random.nextLong(shortest, longest) : shortest;
        timeline.schedule(delay, new Arrival(packet));
    }

    private final class Arrival implements Step {

        private final Packet packet;

        Arrival(Packet packet) {
            this.packet = packet;
        }

        @Override
        public void run() {
            Consumer<Packet> listener = listeners.get(packet.to());
            if (listener != null) {
                listener.accept(packet);
            }
        }

        @Override
        public String describe() {
            return packet + " #" + Integer.toHexString(Arrays.hashCode(packet.bytes()));
        }
    }
}

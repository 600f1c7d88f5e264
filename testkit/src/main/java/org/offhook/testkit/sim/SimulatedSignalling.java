package org.offhook.testkit.sim;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.loop.ShardCounts;
import org.offhook.core.signalling.loop.ShardSetup;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Wire;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.protocols.sip.transaction.Timers;
import org.offhook.testkit.kernel.Step;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Network;
import org.offhook.testkit.network.Packet;

/// Runs a real signalling shard on the simulated network: what a selector loop does in production.
final class SimulatedSignalling {

    private final Timeline timeline;
    private final Machine machine;
    private final Network network;
    private final Address address;
    private final SignallingShard shard;
    private final Step turn = new Turn();
    private boolean woken;
    private @Nullable Cancellable alarm;
    private long armed = Timers.NEVER;

    SimulatedSignalling(Timeline timeline, Machine machine, Network network, Address address, ShardSetup setup) {
        this.timeline = timeline;
        this.machine = machine;
        this.network = network;
        this.address = address;
        this.shard = new SignallingShard(setup, this::wake);
        network.bind(address, this::received);
    }

    /// What a shard sends by.
    static Wire wire(Machine machine, Network network, Address address) {
        return (flow, bytes) -> {
            if (!machine.off()) {
                network.send(address, new Address(flow.address(), flow.port()), bytes);
            }
        };
    }

    /// Packets meet nobody from now on.
    void stop() {
        network.unbind(address);
    }

    SignallingShard shard() {
        return shard;
    }

    ShardCounts counts() {
        return shard.counts();
    }

    private void received(Packet packet) {
        Flow flow = Flow.udp(packet.from().host(), packet.from().port());
        shard.received(flow, packet.bytes(), timeline.nanos());
        arm();
    }

    private void wake() {
        if (!woken) {
            woken = true;
            machine.schedule(timeline.hop(), turn);
        }
    }

    private void turn() {
        woken = false;
        shard.run(timeline.nanos());
        arm();
    }

    private void arm() {
        long deadline = shard.deadline();
        if (deadline == armed) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        armed = deadline;
        alarm = deadline == Timers.NEVER
                ? null
                : machine.schedule(Math.max(0, deadline - timeline.nanos()), new Alarm());
    }

    private final class Turn implements Step {

        @Override
        public void run() {
            turn();
        }

        @Override
        public String describe() {
            return "signalling is woken";
        }
    }

    private final class Alarm implements Step {

        @Override
        public void run() {
            armed = Timers.NEVER;
            alarm = null;
            turn();
        }

        @Override
        public String describe() {
            return "signalling has something due";
        }
    }
}

package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Store;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.kernel.SimulationFailure;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.sim.invariants.Invariant;
import org.offhook.testkit.sim.invariants.Observation;
import org.offhook.testkit.sim.invariants.Scene;

/// Holds a world against its laws.
final class Police implements Scene {

    private final World world;
    private final List<Case> cases;
    private @Nullable String found;
    private long checks;

    /// @param broken takes what is wrong
    private record Case(Invariant law, Consumer<String> broken) {}

    Police(World world, List<Invariant> laws) {
        this.world = world;
        this.cases =
                laws.stream().map(law -> new Case(law, what -> note(law, what))).toList();
    }

    private void note(Invariant law, String what) {
        if (found == null) {
            found = "it does not hold that " + law.name() + ": " + what;
        }
    }

    /// What was seen is judged at once, and a breach ends the run when the step is over.
    void see(Observation observation) {
        checks += cases.size();
        for (Case one : cases) {
            one.law().see(observation, this, one.broken());
        }
    }

    void look() {
        checks += cases.size();
        for (Case one : cases) {
            one.law().look(this, one.broken());
        }
        stopAtBreach();
    }

    /// How often a law was held against something.
    long checks() {
        return checks;
    }

    void finish() {
        for (Case one : cases) {
            one.law().finish(this, one.broken());
        }
        stopAtBreach();
    }

    private void stopAtBreach() {
        String breach = found;
        if (breach != null) {
            throw new SimulationFailure(
                    world.timeline().seed(), world.timeline().elapsed(), breach, new IllegalStateException(breach));
        }
    }

    @Override
    public Duration elapsed() {
        return world.timeline().elapsed();
    }

    @Override
    public Store store() {
        return world.store();
    }

    @Override
    public List<String> scripts() {
        return world.timeline().stage().playing();
    }

    @Override
    public int openMedia() {
        return world.platform().media().open();
    }

    @Override
    public int legs() {
        return world.platform().signalling().counts().legs();
    }

    @Override
    public Address platform() {
        return Platform.SIP;
    }

    @Override
    public List<FakePhone> phones() {
        return world.phones();
    }

    @Override
    public List<String> webComplaints() {
        return world.web().complaints();
    }

    @Override
    public @Nullable Sid ownerOf(String host) {
        return world.ownerOf(host);
    }
}

package org.offhook.testkit.sim.invariants;

import java.util.function.Consumer;

/// A law. Has state of its own, for one run.
public interface Invariant {

    /// The law in words, for the report.
    String name();

    /// Something became visible.
    ///
    /// @param broken takes what is wrong; the run ends with it
    default void see(Observation observation, Scene scene, Consumer<String> broken) {}

    /// A step is over. Called millions of times: be cheap.
    default void look(Scene scene, Consumer<String> broken) {}

    /// The run is over: all calls have been hung up and everything had time to come to rest.
    default void finish(Scene scene, Consumer<String> broken) {}
}

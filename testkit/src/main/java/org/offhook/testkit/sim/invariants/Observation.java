package org.offhook.testkit.sim.invariants;

import org.offhook.core.store.Change;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.network.Packet;

/// Something that became visible.
public sealed interface Observation {

    /// A change of a transaction that the store took.
    record Committed(Change change) implements Observation {}

    /// A packet left somebody, whether it will arrive or not.
    record Sent(Packet packet) implements Observation {}

    /// The platform stopped at once; what it had not stored or sent is lost.
    record PowerFailed() implements Observation {}

    /// A new life of the platform has begun on what was stored.
    record Recovered() implements Observation {}

    /// A request arrived at an application.
    record Asked(FakeApp app, AppRequest request) implements Observation {}
}

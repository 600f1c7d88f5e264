package org.offhook.testkit.kernel;

/// One step of a run, with a line for the trace. The line must depend on nothing but the seed: no identity
/// hash, no order of a hash table.
public interface Step extends Runnable {

    String describe();
}

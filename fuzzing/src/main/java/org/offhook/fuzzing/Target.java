package org.offhook.fuzzing;

/// One parser, and what it promises of any bytes.
public interface Target {

    /// What people call it by; its corpus is the folder of this name.
    String name();

    /// A folder of further inputs to begin with, below the root of the checkout; empty when there is none.
    default String moreInputs() {
        return "";
    }

    /// Bytes that a check may allocate however short the input is.
    default long memory() {
        return 1_000_000;
    }

    /// Inputs of a run with a seed, which is to end by this number wherever it runs: fewer where one costs much.
    default int inputs() {
        return 4_000;
    }

    /// Reads the input as the product would and checks every promise. State of its own does not outlive a call.
    ///
    /// @throws AssertionError when a promise is broken; any other exception is one that the parser let through
    void check(byte[] input);
}

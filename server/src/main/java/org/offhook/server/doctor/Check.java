package org.offhook.server.doctor;

import java.util.function.Consumer;

/// Looks at one thing.
@FunctionalInterface
interface Check {

    /// May block for seconds.
    ///
    /// @param told what was found, at least one line if there is anything to say
    void look(Patient patient, Consumer<Finding> told) throws InterruptedException;
}

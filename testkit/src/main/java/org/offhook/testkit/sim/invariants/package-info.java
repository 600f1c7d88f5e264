/// What must hold in every world, whatever happens in it: one small class for each law, all listed in
/// [Invariants]. They see every transaction, packet and web request as it happens ([Observation]), look at the
/// [Scene] after every step and once more at the end of a run, and tell the first thing that is broken. New
/// invariant: one class and one line in [Invariants].
@NullMarked
package org.offhook.testkit.sim.invariants;

import org.jspecify.annotations.NullMarked;

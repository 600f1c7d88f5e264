/// Random lives: applications that answer with any document and fail in any way, callers who press, speak, hold
/// and hang up at any time, carriers that are busy, slow or gone, and requests that change calls under way.
/// Everything is drawn from the world's seed. Enter by [RandomLife#begin]; `org.offhook.testkit.sim.Simulation`
/// runs it.
@NullMarked
package org.offhook.testkit.sim.chaos;

import org.jspecify.annotations.NullMarked;

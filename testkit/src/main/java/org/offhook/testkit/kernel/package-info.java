/// Virtual time and everything that runs in it, on one thread at a time. [Timeline] owns the clock, the queue
/// of what is to happen and the seed; [Stage] runs the platform's blocking scripts, handing control over so
/// that either the timeline or exactly one script runs. The same seed gives the same run, event by event:
/// nothing in here asks the machine for time or chance. Enter by [Timeline#seeded].
@NullMarked
package org.offhook.testkit.kernel;

import org.jspecify.annotations.NullMarked;

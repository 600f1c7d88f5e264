/// The clocks, timers, threads and dice of the machine: the production side of core.time, core.script and of
/// the injected random source. Each class owns its own threads; the wiring makes one of each and hands them
/// out.
@NullMarked
package org.offhook.adapters.runtime;

import org.jspecify.annotations.NullMarked;

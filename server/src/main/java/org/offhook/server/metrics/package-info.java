/// Which meters the process has: one class for each room that does not register its own, and the Java machine.
/// The meters themselves are core.meters; the wiring reads them for `/metrics`.
@NullMarked
package org.offhook.server.metrics;

import org.jspecify.annotations.NullMarked;

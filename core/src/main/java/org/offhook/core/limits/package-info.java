/// How much of something is taken in a time. A [Throttle] keeps its own state in one atomic and may be asked
/// from any thread.
@NullMarked
package org.offhook.core.limits;

import org.jspecify.annotations.NullMarked;

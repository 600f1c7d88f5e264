/// Time as something that is handed in. Nothing in the pure modules asks the machine what time it is; the
/// simulator turns these clocks by hand. Enter by [Clock] and [Scheduler].
@NullMarked
package org.offhook.core.time;

import org.jspecify.annotations.NullMarked;

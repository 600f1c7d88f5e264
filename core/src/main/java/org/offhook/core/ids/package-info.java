/// Names of things: a [Sid] is two letters and 32 hexadecimal digits (contract §1). [Sids] makes them from the
/// injected random source, so that a seed repeats them.
@NullMarked
package org.offhook.core.ids;

import org.jspecify.annotations.NullMarked;

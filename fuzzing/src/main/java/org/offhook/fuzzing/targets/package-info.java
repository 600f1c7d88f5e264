/// The targets: one file for each parser. None keeps state from one input to the next.
@NullMarked
package org.offhook.fuzzing.targets;

import org.jspecify.annotations.NullMarked;

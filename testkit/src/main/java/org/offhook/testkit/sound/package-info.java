/// Sound without samples, for the simulator: what would be heard is told as captions with a length. [Air]
/// carries it between the addresses of session descriptions, [SilentMedia] is the platform's end of it and
/// keeps every promise of [org.offhook.core.media], so that a call of an hour costs microseconds.
@NullMarked
package org.offhook.testkit.sound;

import org.jspecify.annotations.NullMarked;

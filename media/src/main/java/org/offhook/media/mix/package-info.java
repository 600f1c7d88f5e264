/// Mixing: everybody hears the sum of all others.
///
/// Enter by [org.offhook.media.mix.Mixer]; the shard that runs a conference owns one and fills it every tick.
@NullMarked
package org.offhook.media.mix;

import org.jspecify.annotations.NullMarked;

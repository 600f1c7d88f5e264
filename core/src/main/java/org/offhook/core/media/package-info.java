/// Sound as call scripts see it: the port to the media shard. A [MediaSession] is one leg's sound; everything
/// that happens on it comes back as a [MediaEvent]. Nothing here blocks. The module media has the real and the
/// silent implementation.
@NullMarked
package org.offhook.core.media;

import org.jspecify.annotations.NullMarked;

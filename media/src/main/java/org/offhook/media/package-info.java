/// What sound does: the implementation of core.media. Pure: packets, samples and time are arguments; sockets
/// and the thread that ticks belong to adapters.rtpnet. Enter by `shard.MediaShard`.
@NullMarked
package org.offhook.media;

import org.jspecify.annotations.NullMarked;

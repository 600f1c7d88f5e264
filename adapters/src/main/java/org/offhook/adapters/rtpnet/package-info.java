/// RTP over UDP: ports for the media shards, and the thread that turns one.
///
/// Enter by [org.offhook.adapters.rtpnet.UdpSockets], which a [org.offhook.media.shard.MediaShard] polls, and
/// [org.offhook.adapters.rtpnet.MediaThread], which gives the shard its ticks. A pair of sockets belongs to the
/// thread of its shard from the first packet to its release; only taking one out of the pool is safe from other
/// threads.
@NullMarked
package org.offhook.adapters.rtpnet;

import org.jspecify.annotations.NullMarked;

/// The port to the network: what a shard needs of sockets. `adapters.rtpnet` implements it over UDP, tests over
/// memory.
///
/// Enter by [org.offhook.media.net.Sockets]. A socket pair belongs to the shard that polls it; only reserving
/// one is safe from other threads.
@NullMarked
package org.offhook.media.net;

import org.jspecify.annotations.NullMarked;

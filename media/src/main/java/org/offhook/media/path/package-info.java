/// The way of a packet through a leg: inbound from the socket to samples, outbound from samples to the socket.
///
/// Enter by [org.offhook.media.path.Inbound] and [org.offhook.media.path.Outbound]; each is one screen that
/// names the steps in order. Everything here belongs to the shard that runs the leg and is touched by its
/// thread only.
@NullMarked
package org.offhook.media.path;

import org.jspecify.annotations.NullMarked;

/// Media streams: sound of a call that goes to an application and comes from there while it flows (contract
/// §13).
///
/// A [org.offhook.core.streams.StreamTalk] is one stream. Three meet in it: the media shard, which hands it
/// frames and takes frames from it; the connection behind [org.offhook.core.streams.StreamSockets], which
/// carries messages; and the call's script, which begins and ends it. What lies between them are bounded queues,
/// so that none waits for another.
@NullMarked
package org.offhook.core.streams;

import org.jspecify.annotations.NullMarked;

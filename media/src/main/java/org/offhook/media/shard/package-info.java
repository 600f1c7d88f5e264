/// The shard: one thread that owns the sound of many legs.
///
/// Enter by [org.offhook.media.shard.ShardMedia], the [org.offhook.core.media.MediaServer] that hands out
/// sessions, and by [org.offhook.media.shard.MediaShard#tick], which somebody must call every few milliseconds
/// with the time. A session ([org.offhook.media.shard.LegSession]) is what scripts hold: it negotiates on the
/// caller's thread and sends everything else as commands through its own bounded inbox. The leg behind it
/// ([org.offhook.media.shard.Leg]) is touched by the shard's thread only, so nothing here locks. A conference
/// ([org.offhook.media.shard.Room]) lives on the shard of its members.
@NullMarked
package org.offhook.media.shard;

import org.jspecify.annotations.NullMarked;

package org.offhook.media.shard;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;

/// The media server over a shard: hands out sessions and rooms.
public final class ShardMedia implements MediaServer {
    private final MediaShard shard;
    private final AtomicLong sessionIds;

    /// @param firstSessionId random; numbers the descriptions of our sessions, so it must not repeat after a
    ///                       restart
    public ShardMedia(MediaShard shard, long firstSessionId) {
        this.shard = shard;
        this.sessionIds = new AtomicLong(firstSessionId & (Long.MAX_VALUE >> 8));
    }

    @Override
    public Optional<MediaSession> open(Consumer<MediaEvent> events) {
        return shard.sockets()
                .reserve()
                .map(socket -> new LegSession(shard, socket, events, sessionIds.incrementAndGet()));
    }

    @Override
    public Mix mix() {
        return new Room(shard, shard.nextPhase());
    }
}

package org.offhook.core.media;

import java.util.Optional;
import java.util.function.Consumer;

/// Where sessions come from. Safe from any thread; never blocks.
public interface MediaServer {

    /// Reserves ports for one leg.
    ///
    /// @param events called on the media shard: must not block
    /// @return nothing when all ports are taken: the call is to be refused (503)
    Optional<MediaSession> open(Consumer<MediaEvent> events);

    /// Makes a room in which sessions are mixed, each hearing all others.
    Mix mix();

    /// N-way mix-minus. It lives as long as somebody holds it; closing it parts its members.
    interface Mix extends AutoCloseable {

        /// Plays to everybody in the mix; [MediaEvent.Played] goes to `whenDone`.
        void play(Audio audio, Consumer<MediaEvent> whenDone);

        /// Records what somebody would hear who says nothing, until the mix is closed or [#stopRecording];
        /// [MediaEvent.Recorded] goes to `whenDone`. One at a time; its channel and track do not matter.
        void record(MediaSession.Recorder how, Consumer<MediaEvent> whenDone);

        void stopRecording();

        void pauseRecording(MediaSession.Pause how);

        @Override
        void close();
    }
}

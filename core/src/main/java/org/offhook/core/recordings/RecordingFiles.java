package org.offhook.core.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.offhook.core.ids.Sid;

/// Where the sound of recordings lies.
public interface RecordingFiles {

    /// Begins a file; written at least every second, so that a crash costs no more.
    ///
    /// @param whenClosed run once the file is complete on disk
    RecordingSink create(Sid recording, int channels, Runnable whenClosed);

    /// The WAV file.
    Optional<Content> open(Sid recording) throws IOException;

    /// The sound as MP3, 32 kbit/s a channel. It is made when it is first asked for, which takes about half a
    /// second a minute; until then the caller waits.
    ///
    /// @param mixed both channels in one
    Mp3 mp3(Sid recording, boolean mixed) throws IOException;

    /// Removes it and what was made of it; nothing happens when there is none.
    void delete(Sid recording) throws IOException;

    /// Repairs the header of a file that a crash left open.
    ///
    /// @return how long it is; nothing when there is none
    Optional<Duration> repair(Sid recording) throws IOException;

    /// @param length bytes
    record Content(long length, InputStream stream) {}

    /// What comes of asking for an MP3.
    sealed interface Mp3 {

        record Ready(Content content) implements Mp3 {}

        /// No such recording.
        record Missing() implements Mp3 {}

        /// Too many others wait for theirs; nothing was begun.
        record Busy() implements Mp3 {}
    }
}

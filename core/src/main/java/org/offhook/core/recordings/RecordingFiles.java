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

    /// Removes it; nothing happens when there is none.
    void delete(Sid recording) throws IOException;

    /// Repairs the header of a file that a crash left open.
    ///
    /// @return how long it is; nothing when there is none
    Optional<Duration> repair(Sid recording) throws IOException;

    /// @param length bytes
    record Content(long length, InputStream stream) {}
}

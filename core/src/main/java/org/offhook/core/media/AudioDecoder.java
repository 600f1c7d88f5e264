package org.offhook.core.media;

/// Turns the bytes of a sound file into [Audio]. Blocks: run it on a worker.
public interface AudioDecoder {

    /// @param contentType what the server called it; the bytes decide where the two differ
    /// @param caption     for [Audio#caption]
    Decoded decode(byte[] bytes, String contentType, String caption);

    sealed interface Decoded {

        record Sound(Audio audio) implements Decoded {}

        /// Not a sound we can play (error 13420, contract §24), or too large.
        record Unplayable(String reason) implements Decoded {}
    }
}

package org.offhook.core.media;

/// Sound that is made while it is heard.
@FunctionalInterface
public interface SoundSource {

    /// Fills the next 20 ms, 160 samples. Called on the media shard: must not block.
    ///
    /// @return false when there is nothing to be heard now; then the array is left as it is
    boolean read(short[] frame);
}

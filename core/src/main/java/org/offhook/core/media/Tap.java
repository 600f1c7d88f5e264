package org.offhook.core.media;

/// Hears a leg along, whatever else happens on it.
@FunctionalInterface
public interface Tap {

    /// Takes 20 ms of sound, 160 samples each way. Called on the media shard: must not block, and must copy what
    /// it keeps, for both arrays are used again.
    ///
    /// @param theirs what the far end says
    /// @param ours   what the far end hears
    void frame(short[] theirs, short[] ours);
}

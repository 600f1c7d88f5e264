package org.offhook.core.recordings;

/// Where recorded samples go: 16 bit, 8,000 a second, channels interleaved. Fed by the media shard; must not
/// block.
public interface RecordingSink {

    void write(short[] samples, int length);

    /// No more will come. What was written becomes a playable file.
    void close();
}

package org.offhook.media.codec;

import java.nio.ByteBuffer;

/// Makes samples at 8 kHz of what one far end sends. May remember what came before: one for each stream.
public interface Decoder {

    /// Samples that one packet of Opus holds at most: 120 ms. Other codecs have as many as the packet has bytes.
    int LONGEST_OPUS = 960;

    /// Decodes the `count` bytes of a packet into samples, none of which is the least that there is.
    ///
    /// @return how many samples; 0 when the packet cannot be understood
    int decode(ByteBuffer from, int at, int count, short[] into, int offset);

    /// Makes up for `lost` samples before a packet that has come, which is yet to be decoded. Codecs without
    /// memory of the lost sound leave that to others.
    ///
    /// @param into gets the samples
    /// @return how many there are; 0 when there is nothing to say
    default int recover(ByteBuffer from, int at, int count, int lost, short[] into) {
        return 0;
    }
}

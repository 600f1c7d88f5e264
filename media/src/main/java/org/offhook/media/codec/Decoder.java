package org.offhook.media.codec;

import java.nio.ByteBuffer;

/// Makes samples at 8 kHz of what one far end sends. May remember what came before: one for each stream.
@FunctionalInterface
public interface Decoder {

    /// Decodes `count` bytes into as many samples, none of which is the least that there is.
    void decode(ByteBuffer from, int at, int count, short[] into, int offset);
}

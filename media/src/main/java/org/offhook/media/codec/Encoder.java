package org.offhook.media.codec;

import java.nio.ByteBuffer;

/// Makes what one far end hears of samples at 8 kHz. May remember what came before: one for each stream.
public interface Encoder {

    /// Encodes `count` samples: 20 ms of sound, or any number when the codec is [Codec#bytewise].
    ///
    /// @return bytes of the packet
    int encode(short[] from, int offset, int count, ByteBuffer into, int at);

    /// Encodes `count` samples of silence.
    ///
    /// @return bytes of the packet
    int silence(int count, ByteBuffer into, int at);
}

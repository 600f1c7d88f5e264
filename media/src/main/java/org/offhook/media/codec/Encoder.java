package org.offhook.media.codec;

import java.nio.ByteBuffer;

/// Makes what one far end hears of samples at 8 kHz. May remember what came before: one for each stream.
public interface Encoder {

    /// Encodes `count` samples into as many bytes.
    void encode(short[] from, int offset, int count, ByteBuffer into, int at);

    /// Encodes `count` samples of silence.
    void silence(int count, ByteBuffer into, int at);
}

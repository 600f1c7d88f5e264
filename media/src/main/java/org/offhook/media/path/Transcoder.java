package org.offhook.media.path;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.offhook.media.codec.Codec;
import org.offhook.media.codec.Decoder;
import org.offhook.media.codec.Encoder;
import org.offhook.media.codec.Law;

/// Rewrites the packets of one stream for a far end with another codec, in place: both have a byte for a sample.
final class Transcoder {

    private static final int LONGEST = 2_048;

    private @Nullable Codec source;
    private @Nullable Decoder decoder;
    private short @Nullable [] samples;

    /// @param to what else is sent to the far end goes through the same one
    void rewrite(Codec from, Encoder to, ByteBuffer bytes, int at, int count) {
        if (decoder == null || source != from) {
            source = from;
            decoder = from.decoder();
        }
        if (decoder instanceof Law law && to instanceof Law other) {
            law.convertTo(other, bytes, at, count);
            return;
        }
        if (samples == null) {
            samples = new short[LONGEST];
        }
        int taken = Math.min(count, LONGEST);
        decoder.decode(bytes, at, taken, samples, 0);
        to.encode(samples, 0, taken, bytes, at);
    }
}

package org.offhook.media.codec;

import java.nio.ByteBuffer;

/// G.722 at 64 kbit/s (ITU-T G.722, 1988), of which we hear and speak the lower of its two bands.
///
/// The codec splits sound of 16 kHz into a band below 4 kHz and one above, each at 8 kHz. Sound is mixed here at
/// 8 kHz, so the lower band is all that is decoded, and the upper one is encoded as silence. A byte holds six
/// bits of the lower band and two of the upper, and stands for one sample at 8 kHz, as a byte of G.711 does; its
/// RTP clock is 8 kHz as well (RFC 3551 §4.5.2). Between two legs with G.722 bytes are passed on untouched, and
/// the upper band with them.
///
/// What one byte means depends upon all that came before: one object for each direction of each leg.
final class G722 implements Decoder, Encoder {

    /// Two bits of the upper band that mean no sound.
    private static final int UPPER_SILENCE = 0xc0;

    private static final int LOUDEST = 16_383;
    private static final int[] DECISION = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };
    private static final int[] LEVEL = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    private final Band band = new Band();

    @Override
    public int decode(ByteBuffer from, int at, int count, short[] into, int offset) {
        for (int i = 0; i < count; i++) {
            int code = from.get(at + i) & 0x3f;
            int sample = band.estimate() + ((band.scale() * LEVEL[code]) >> 15);
            band.take(code >> 2);
            into[offset + i] = (short) (2 * Math.clamp(sample, -LOUDEST, LOUDEST));
        }
        return count;
    }

    @Override
    public int encode(short[] from, int offset, int count, ByteBuffer into, int at) {
        for (int i = 0; i < count; i++) {
            into.put(at + i, encoded(from[offset + i]));
        }
        return count;
    }

    @Override
    public int silence(int count, ByteBuffer into, int at) {
        for (int i = 0; i < count; i++) {
            into.put(at + i, encoded((short) 0));
        }
        return count;
    }

    private byte encoded(short sample) {
        int code = quantized(Band.saturated((sample >> 1) - band.estimate()));
        band.take(code >> 2);
        return (byte) (UPPER_SILENCE | code);
    }

    /// Codes of six bits: 61 to 32 for small to large differences that are not negative; 63, 62 and 31 to 4 for
    /// negative ones.
    private int quantized(int difference) {
        int size = difference >= 0 ? difference : -(difference + 1);
        int level = 1;
        while (level < DECISION.length && size >= (DECISION[level] * band.scale()) >> 12) {
            level++;
        }
        if (difference >= 0) {
            return 62 - level;
        }
        return level <= 2 ? 64 - level : 34 - level;
    }
}

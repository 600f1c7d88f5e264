package org.offhook.protocols.g711;

/// The two companding laws of ITU-T G.711 as tables, built once from the segments of the standard.
///
/// Both laws write a sample as sign, segment and four bits within the segment. µ-law (bias 33 in 14 bits)
/// inverts all bits; A-law (13 bits, no bias, a linear first segment) inverts every other bit.
public final class G711 {
    /// µ-law for a sample of zero.
    public static final byte ULAW_SILENCE = (byte) 0xff;

    /// A-law for the smallest positive sample; A-law has no zero.
    public static final byte ALAW_SILENCE = (byte) 0xd5;

    private static final int ULAW_BIAS = 0x84;
    private static final int ULAW_CLIP = 32_635;

    private static final short[] FROM_ULAW = new short[256];
    private static final short[] FROM_ALAW = new short[256];

    /// Indexed by the upper 14 bits of a sample, which is as fine as either law looks.
    private static final byte[] TO_ULAW = new byte[1 << 14];

    private static final byte[] TO_ALAW = new byte[1 << 14];
    private static final byte[] ULAW_TO_ALAW = new byte[256];
    private static final byte[] ALAW_TO_ULAW = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            FROM_ULAW[code] = (short) expandUlaw(code);
            FROM_ALAW[code] = (short) expandAlaw(code);
        }
        for (int index = 0; index < TO_ULAW.length; index++) {
            int sample = (short) (index << 2);
            TO_ULAW[index] = (byte) compressUlaw(sample);
            TO_ALAW[index] = (byte) compressAlaw(sample);
        }
        for (int code = 0; code < 256; code++) {
            ULAW_TO_ALAW[code] = toAlaw(FROM_ULAW[code]);
            ALAW_TO_ULAW[code] = toUlaw(FROM_ALAW[code]);
        }
    }

    private G711() {}

    public static short fromUlaw(byte code) {
        return FROM_ULAW[code & 0xff];
    }

    public static short fromAlaw(byte code) {
        return FROM_ALAW[code & 0xff];
    }

    public static byte toUlaw(short sample) {
        return TO_ULAW[(sample & 0xffff) >>> 2];
    }

    public static byte toAlaw(short sample) {
        return TO_ALAW[(sample & 0xffff) >>> 2];
    }

    public static byte ulawToAlaw(byte code) {
        return ULAW_TO_ALAW[code & 0xff];
    }

    public static byte alawToUlaw(byte code) {
        return ALAW_TO_ULAW[code & 0xff];
    }

    private static int expandUlaw(int code) {
        int bits = ~code & 0xff;
        int magnitude = ((((bits & 0x0f) << 3) + ULAW_BIAS) << ((bits >> 4) & 7)) - ULAW_BIAS;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int compressUlaw(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
        int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int step = (magnitude >> (segment + 3)) & 0x0f;
        return ~(sign | segment << 4 | step) & 0xff;
    }

    private static int expandAlaw(int code) {
        int bits = code ^ 0x55;
        int segment = (bits >> 4) & 7;
        int step = ((bits & 0x0f) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int compressAlaw(int sample) {
        // One's complement for negative samples, so that -1 and 0 are neighbours on both sides of nothing.
        int magnitude = sample < 0 ? ~sample : sample;
        int sign = sample < 0 ? 0 : 0x80;
        int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 7);
        int step = (segment == 0 ? magnitude >> 4 : magnitude >> (segment + 3)) & 0x0f;
        return (sign | segment << 4 | step) ^ 0x55;
    }
}

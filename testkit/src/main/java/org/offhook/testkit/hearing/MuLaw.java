package org.offhook.testkit.hearing;

/// G.711 µ-law by its formula, sample by sample.
public final class MuLaw {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private MuLaw() {}

    public static byte encode(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> (exponent + 3) & 0x0F;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }

    public static short decode(byte code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0x0F) << 3) + BIAS) << (bits >> 4 & 7);
        return (short) ((bits & 0x80) == 0 ? magnitude - BIAS : BIAS - magnitude);
    }
}

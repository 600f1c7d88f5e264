package org.offhook.media.mix;

import java.util.Arrays;

/// N-way mix-minus for one frame: the sum of all is made once, and each hears it without itself. The sum has 32
/// bits, room for 65,536 voices; only what is heard is brought back to 16 bits, by clipping. Scalar loops on
/// purpose: the compiler turns them into vector code, which was faster than writing it by hand.
public final class Mixer {
    private final int[] sum;
    private int voices;

    /// @param frame samples in a frame
    public Mixer(int frame) {
        this.sum = new int[frame];
    }

    /// Begins the next frame.
    public void clear() {
        Arrays.fill(sum, 0);
        voices = 0;
    }

    public void add(short[] voice) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += voice[i];
        }
        voices++;
    }

    /// How many were added since [#clear].
    public int voices() {
        return voices;
    }

    /// The sum, for somebody who did not add anything.
    public void all(short[] into) {
        for (int i = 0; i < sum.length; i++) {
            into[i] = clip(sum[i]);
        }
    }

    /// The sum without `own`, which was added before.
    public void allBut(short[] own, short[] into) {
        for (int i = 0; i < sum.length; i++) {
            into[i] = clip(sum[i] - own[i]);
        }
    }

    private static short clip(int sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }
}

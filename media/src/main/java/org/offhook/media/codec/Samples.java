package org.offhook.media.codec;

import java.util.Arrays;

/// Samples in the making: an array that grows.
public final class Samples {
    private short[] array;
    private int count;

    /// @param expected how many are expected; more may come
    public Samples(int expected) {
        this.array = new short[Math.max(16, expected)];
    }

    public void add(short sample) {
        if (count == array.length) {
            array = Arrays.copyOf(array, 2 * count);
        }
        array[count++] = sample;
    }

    public int count() {
        return count;
    }

    public short[] toArray() {
        return Arrays.copyOf(array, count);
    }
}

package org.offhook.testkit.hearing;

/// Cross-correlation of two sounds at every shift, by way of a fast Fourier transform.
final class Correlation {

    private Correlation() {}

    /// The shift of `expected` at which it is most like `heard`, in samples; negative when it began before.
    /// What lies outside of `heard` counts as silence. The product is divided by the level of what lies under
    /// `expected`, so that something louder elsewhere does not win.
    static int bestShift(Sound expected, Sound heard) {
        int size = Integer.highestOneBit(expected.size() + heard.size()) * 2;
        double[] products = products(expected, heard, size);
        double energy = 0;
        int best = 0;
        double most = -1;
        // The window of `heard` that lies under `expected` moves to the right, one sample at a time.
        for (int shift = -expected.size() + 1; shift < heard.size(); shift++) {
            energy += square(heard, shift + expected.size() - 1) - square(heard, shift - 1);
            double product = products[Math.floorMod(shift, size)];
            double likeness = product / Math.sqrt(energy + expected.size());
            if (likeness > most) {
                most = likeness;
                best = shift;
            }
        }
        return best;
    }

    private static double square(Sound sound, int index) {
        return index < 0 || index >= sound.size() ? 0 : (double) sound.at(index) * sound.at(index);
    }

    private static double[] products(Sound expected, Sound heard, int size) {
        double[] heardReal = new double[size];
        double[] heardImaginary = new double[size];
        double[] expectedReal = new double[size];
        double[] expectedImaginary = new double[size];
        for (int i = 0; i < heard.size(); i++) {
            heardReal[i] = heard.at(i);
        }
        for (int i = 0; i < expected.size(); i++) {
            expectedReal[i] = expected.at(i);
        }
        transform(heardReal, heardImaginary);
        transform(expectedReal, expectedImaginary);
        // heard × conjugate of expected; then back, by the transform of the conjugate.
        for (int i = 0; i < size; i++) {
            double real = heardReal[i] * expectedReal[i] + heardImaginary[i] * expectedImaginary[i];
            double imaginary = heardImaginary[i] * expectedReal[i] - heardReal[i] * expectedImaginary[i];
            heardReal[i] = real;
            heardImaginary[i] = -imaginary;
        }
        transform(heardReal, heardImaginary);
        for (int i = 0; i < size; i++) {
            heardReal[i] /= size;
        }
        return heardReal;
    }

    /// The discrete Fourier transform in place (Cooley and Tukey, radix 2); the length is a power of two.
    private static void transform(double[] real, double[] imaginary) {
        int size = real.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            double angle = -2 * Math.PI / length;
            for (int k = 0; k < length / 2; k++) {
                double cosine = Math.cos(angle * k);
                double sine = Math.sin(angle * k);
                for (int i = k; i < size; i += length) {
                    int other = i + length / 2;
                    double turnedReal = real[other] * cosine - imaginary[other] * sine;
                    double turnedImaginary = real[other] * sine + imaginary[other] * cosine;
                    real[other] = real[i] - turnedReal;
                    imaginary[other] = imaginary[i] - turnedImaginary;
                    real[i] += turnedReal;
                    imaginary[i] += turnedImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}

package org.offhook.protocols.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The header of a recording: 16-bit PCM, [#LENGTH] bytes, samples right behind it. While the recording runs
/// the header says that it is empty; closing it, or the next start after a crash, writes the true sizes.
public final class WavHeader {
    public static final int LENGTH = 44;

    private static final int SAMPLE_BYTES = 2;

    private WavHeader() {}

    /// @param rate samples a second in each channel
    /// @param channels 1 or 2
    /// @param dataBytes bytes of samples behind the header; what does not fit 32 bits is written as the most
    ///                  that does
    public static byte[] of(int rate, int channels, long dataBytes) {
        long data = Math.min(dataBytes, 0xffffffffL - LENGTH);
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x46464952).putInt((int) (data + LENGTH - 8)).putInt(0x45564157);
        header.putInt(0x20746d66).putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(rate).putInt(rate * channels * SAMPLE_BYTES);
        header.putShort((short) (channels * SAMPLE_BYTES)).putShort((short) (8 * SAMPLE_BYTES));
        header.putInt(0x61746164).putInt((int) data);
        return header.array();
    }

    /// The header that a recording of this length ought to have.
    ///
    /// @param header the first [#LENGTH] bytes of the file, as [#of] wrote them
    /// @param fileLength bytes of the whole file; half a sample at its end is not counted
    /// @return the same bytes when they are right already
    /// @throws IllegalArgumentException when the bytes are no header of ours
    public static byte[] repaired(byte[] header, long fileLength) {
        ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (header.length != LENGTH || fileLength < LENGTH) {
            throw new IllegalArgumentException("not the header of a recording");
        }
        int channels = bytes.getShort(22);
        int rate = bytes.getInt(24);
        if (channels < 1 || channels > 2 || !sameKind(header, of(rate, channels, 0))) {
            throw new IllegalArgumentException("not the header of a recording");
        }
        long data = fileLength - LENGTH;
        return of(rate, channels, data - data % (channels * (long) SAMPLE_BYTES));
    }

    /// Whether all but the two sizes are equal.
    private static boolean sameKind(byte[] one, byte[] other) {
        return Arrays.equals(one, 0, 4, other, 0, 4) && Arrays.equals(one, 8, 40, other, 8, 40);
    }
}

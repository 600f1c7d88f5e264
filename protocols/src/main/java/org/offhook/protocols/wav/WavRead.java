package org.offhook.protocols.wav;

/// What came of looking for a WAV file in bytes.
public sealed interface WavRead {

    /// @param encoding how one sample is written
    /// @param rate samples a second in each channel, 1,000–192,000
    /// @param channels 1–8, interleaved
    /// @param offset where the samples begin in the file
    /// @param length bytes of samples, a multiple of the frame size, never beyond the file
    record Wav(Encoding encoding, int rate, int channels, int offset, int length) implements WavRead {

        /// Bytes of one sample of every channel.
        public int frameBytes() {
            return encoding.bytes() * channels;
        }

        /// Samples in each channel.
        public int frames() {
            return length / frameBytes();
        }
    }

    /// The bytes do not begin as a WAV file does.
    record NotWav() implements WavRead {}

    /// A WAV file that is broken, or of a kind that is not read here (compressed, floating point).
    record Unusable(String reason) implements WavRead {}

    /// How one sample is written; more than 8 bits are signed and little-endian, 8 bits are unsigned.
    enum Encoding {
        PCM_8(1),
        PCM_16(2),
        PCM_24(3),
        PCM_32(4),
        ALAW(1),
        ULAW(1);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }
}

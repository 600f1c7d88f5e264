package org.offhook.adapters.recordings;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import javax.sound.sampled.AudioFormat;
import org.offhook.core.media.Audio;

/// MPEG audio of a constant bit rate by jump3r, which is LAME in Java. The library is under the LGPL and stays a
/// jar of its own; nobody else knows it.
final class Mp3Encoder {

    /// For each channel.
    private static final int KILOBITS = 32;

    private Mp3Encoder() {}

    /// Reads to the end.
    ///
    /// @param samples  16 bit, little-endian, 8,000 a second, channels interleaved
    /// @param channels 1 or 2
    /// @throws InterruptedIOException when the thread is interrupted
    static void encode(InputStream samples, int channels, OutputStream out) throws IOException {
        AudioFormat format = new AudioFormat(Audio.RATE, 16, channels, true, false);
        int mode = channels == 1 ? LameEncoder.CHANNEL_MODE_MONO : LameEncoder.CHANNEL_MODE_STEREO;
        LameEncoder lame =
                new LameEncoder(format, KILOBITS * channels, mode, LameEncoder.QUALITY_MIDDLE, /* VBR */ false);
        byte[] pcm = new byte[lame.getPCMBufferSize()];
        byte[] mp3 = new byte[lame.getMP3BufferSize()];
        try {
            int length = samples.readNBytes(pcm, 0, pcm.length);
            while (length > 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("no time left to make an MP3");
                }
                out.write(mp3, 0, lame.encodeBuffer(pcm, 0, length, mp3));
                length = samples.readNBytes(pcm, 0, pcm.length);
            }
            out.write(mp3, 0, lame.encodeFinish(mp3));
        } finally {
            lame.close();
        }
    }
}

package org.offhook.core.transcriptions;

import java.io.IOException;
import java.io.InputStream;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.protocols.wav.WavHeader;

/// Reads the sound of a recording of ours: 16-bit samples in one channel, behind a header of known length.
final class RecordedSound {

    private RecordedSound() {}

    /// @param most samples that are read at most
    static Audio read(RecordingFiles.Content content, int most) throws IOException {
        try (InputStream stream = content.stream()) {
            stream.skipNBytes(WavHeader.LENGTH);
            byte[] bytes = stream.readNBytes(2 * most);
            short[] samples = new short[bytes.length / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
            }
            return new Audio(samples, "");
        }
    }
}

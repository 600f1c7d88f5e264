package org.offhook.server.bench.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A WAV file with a tone, for prompts whose sound does not matter.
public final class Tone {

    private static final int RATE = 8000;
    private static final double HERTZ = 440;

    private Tone() {}

    public static byte[] wav(int milliseconds) {
        int samples = RATE * milliseconds / 1000;
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2);
        file.putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            file.putShort((short) (8000 * Math.sin(2 * Math.PI * HERTZ * i / RATE)));
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package org.offhook.adapters.stt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.offhook.core.media.Audio;
import org.offhook.protocols.wav.WavHeader;

/// The body of a form with a file (RFC 7578). The boundary stands in no field of ours: fields hold no lines, and
/// a WAV file begins with its own marks.
final class MultipartForm {

    private static final String BOUNDARY = "offhook-9f3c1d7a52e84b60";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /// @param value of which line breaks become spaces
    MultipartForm field(String name, String value) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
        text(value.replaceAll("[\\r\\n]+", " ") + "\r\n");
        return this;
    }

    MultipartForm file(String name, String fileName, String type, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        text("--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(UTF_8));
    }

    static byte[] wav(Audio sound) {
        ByteBuffer bytes =
                ByteBuffer.allocate(WavHeader.LENGTH + 2 * sound.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(WavHeader.of(Audio.RATE, 1, 2L * sound.length()));
        for (int i = 0; i < sound.length(); i++) {
            bytes.putShort(sound.sample(i));
        }
        return bytes.array();
    }
}

package org.offhook.testkit.hearing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Brings sound in and out of files.
public final class Sounds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WAV_HEADER = 44;

    private Sounds() {}

    /// Reads a sound file of any kind by ffmpeg, which must find no fault with it.
    ///
    /// @throws AssertionError with ffmpeg's words when it cannot be played
    public static Sound read(Path file) {
        return Sound.ofLittleEndian(run(
                file.toString(),
                List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-xerror",
                        "-nostdin",
                        "-i",
                        file.toString(),
                        "-ac",
                        "1",
                        "-ar",
                        "8000",
                        "-f",
                        "s16le",
                        "-")));
    }

    /// @see #read
    public static Sound read(byte[] file) {
        try {
            Path copy = Files.createTempFile("offhook-sound", ".bin");
            try {
                Files.write(copy, file);
                return read(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What espeak-ng makes of a text.
    ///
    /// @param options words of its command line, such as `-v en-us`
    public static Sound spoken(String text, String... options) {
        try {
            Path file = Files.createTempFile("offhook-spoken", ".wav");
            try {
                List<String> words = new ArrayList<>(List.of("espeak-ng"));
                words.addAll(List.of(options));
                words.addAll(List.of("-w", file.toString(), text));
                run("espeak-ng", words);
                return read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A WAV file of 16-bit samples.
    public static byte[] wav(Sound sound) {
        byte[] data = sound.littleEndian();
        ByteBuffer file = ByteBuffer.allocate(WAV_HEADER + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF"))
                .putInt(WAV_HEADER - 8 + data.length)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(Sound.RATE).putInt(Sound.RATE * 2);
        file.putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(data.length)
                .put(data);
        return file.array();
    }

    public static Path write(Sound sound, Path file) {
        try {
            return Files.write(file, wav(sound));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] run(String what, List<String> command) {
        try {
            Path errors = Files.createTempFile("offhook-sound", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                process.getInputStream().transferTo(output);
                boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                String said = Files.readString(errors).strip();
                if (!ended || process.exitValue() != 0 || !said.isEmpty()) {
                    process.destroyForcibly();
                    throw new AssertionError(command.getFirst() + " finds fault with " + what + ": " + said);
                }
                return output.toByteArray();
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

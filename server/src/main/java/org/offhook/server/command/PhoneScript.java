package org.offhook.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.server.phone.HeardFile;
import org.offhook.server.phone.PhonePlan;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;
import org.offhook.server.phone.PhoneWords;
import picocli.CommandLine.Option;

/// The flags that say what the phone does in its call.
final class PhoneScript {

    private static final String A_TIME = "a time such as 2s, 1.5s, 500ms, 1m";
    private static final Duration DECODING = Duration.ofSeconds(20);

    @Option(
            names = "--press",
            paramLabel = "KEYS@WHEN,…",
            description = "Press keys (0-9, A-D, *, #; w waits half a second) so long after the answer, or after words "
                    + "were heard: 1@2s,2@5s or \"1@press one+2s\".")
    private List<String> presses = List.of();

    @Option(names = "--say-file", paramLabel = "FILE", description = "Play a sound file once the call is answered.")
    private @Nullable Path say;

    @Option(names = "--record", paramLabel = "FILE.wav", description = "Write what is heard.")
    private @Nullable Path record;

    @Option(names = "--expect", paramLabel = "TEXT", description = "Words that must be heard. May be repeated.")
    private List<String> expect = List.of();

    @Option(
            names = "--hangup-after",
            paramLabel = "WHEN",
            description = "Hang up so long after the answer, or after words were heard (\"goodbye+1s\"). May be "
                    + "repeated; the first counts. Default: 1m.")
    private List<String> hangUp = List.of();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "How long to ring, or to wait to be called. Default: 30s.")
    private String patience = "30s";

    /// Where the recording goes in the end; null: nowhere.
    @Nullable
    Path record() {
        return record;
    }

    /// @param heard what is heard goes there, or null
    PhonePlan plan(@Nullable HeardFile heard) throws IOException {
        List<Cue> ends = new ArrayList<>();
        for (String when : hangUp) {
            ends.add(PhoneWords.cue(when).orElseThrow(() -> wrong("--hangup-after", when, A_TIME + ", or WORDS+TIME")));
        }
        if (ends.stream().allMatch(end -> end.heard() != null)) {
            ends.add(PhonePlan.LONGEST);
        }
        Duration waits = PhoneWords.duration(patience).orElseThrow(() -> wrong("--patience", patience, A_TIME));
        return new PhonePlan(keys(), say == null ? null : sound(say), heard, expect, ends, waits);
    }

    private List<Press> keys() {
        List<Press> keys = new ArrayList<>();
        for (String text : presses) {
            keys.addAll(PhoneWords.presses(text)
                    .orElseThrow(() -> wrong("--press", text, "KEYS@TIME or KEYS@WORDS+TIME, such as 1@2s,2@5s")));
        }
        return keys;
    }

    private static Audio sound(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw CommandException.wrongUse("there is no file " + file + " (--say-file)");
        }
        Path spool = Files.createTempDirectory("offhook-phone");
        try {
            FileDecoder decoder = new FileDecoder(new Ffmpeg("ffmpeg", spool, DECODING));
            return switch (decoder.decode(bytes, "", String.valueOf(file.getFileName()))) {
                case Decoded.Sound(Audio audio) -> audio;
                case Decoded.Unplayable(String reason) ->
                    throw CommandException.wrongUse(file + " cannot be played (--say-file): " + reason);
            };
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    static CommandException wrong(String flag, @Nullable String said, String shape) {
        return CommandException.wrongUse(flag + ": \"" + said + "\" is not " + shape);
    }
}

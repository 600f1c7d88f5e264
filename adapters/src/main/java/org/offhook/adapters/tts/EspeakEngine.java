package org.offhook.adapters.tts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;
import org.offhook.core.speech.VoiceKind;
import org.offhook.media.codec.WavDecoder;

/// espeak-ng as a child process, when it is installed: about 130 languages, ten milliseconds per prompt. A
/// process of its own keeps its licence and its crashes apart from ours. The text goes to its standard input,
/// never to its command line.
public final class EspeakEngine implements SpeechEngine {

    /// Processes at once; more texts wait.
    private static final int AT_ONCE = 4;

    /// Of one text, waiting included.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// Bytes of one sound as espeak-ng writes it: 25 minutes at 22,050 samples a second.
    private static final int MOST = 64 << 20;

    /// What the child sees of our environment, which may hold tokens.
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "ESPEAK_DATA_PATH");

    private static final String FEMALE = "+f3";

    private final String program;
    private final EspeakVoices voices;
    private final Semaphore room = new Semaphore(AT_ONCE);

    private EspeakEngine(String program, EspeakVoices voices) {
        this.program = program;
        this.voices = voices;
    }

    /// @param program a name to be found on the PATH, or a path
    /// @return nothing when it is not installed, or not espeak-ng
    public static Optional<EspeakEngine> installed(String program) {
        try {
            String list = new String(run(List.of(program, "--voices"), ""), UTF_8);
            EspeakVoices voices = EspeakVoices.parse(list.lines().toList());
            return voices.isEmpty() ? Optional.empty() : Optional.of(new EspeakEngine(program, voices));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "espeak";
    }

    @Override
    public boolean speaks(String language) {
        return voices.of(language).isPresent();
    }

    @Override
    public Spoken speak(Utterance utterance) {
        Optional<String> voice = voices.of(utterance.language());
        if (voice.isEmpty()) {
            return new Spoken.Failed("espeak-ng has no voice for " + utterance.language());
        }
        String variant = VoiceKind.of(utterance.voice()) == VoiceKind.WOMAN ? FEMALE : "";
        List<String> command =
                new ArrayList<>(List.of(program, "--stdin", "--stdout", "-b", "1", "-v", voice.get() + variant));
        if (!utterance.markup().isEmpty()) {
            command.add("-m");
        }
        try {
            if (!room.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Spoken.Failed("espeak-ng has too much to say");
            }
            try {
                return decoded(run(command, text(utterance)), utterance);
            } finally {
                room.release();
            }
        } catch (IOException failure) {
            return new Spoken.Failed("espeak-ng failed: " + failure.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Spoken.Failed("interrupted");
        }
    }

    private static Spoken decoded(byte[] wav, Utterance utterance) {
        return switch (WavDecoder.decode(wav, utterance.text())) {
            case Decoded.Sound(Audio audio) when audio.length() > 0 -> new Spoken.Sound(audio);
            case Decoded.Sound _ -> new Spoken.Failed("there is nothing to be said in this text");
            case Decoded.Unplayable(String reason) -> new Spoken.Failed("espeak-ng wrote no sound: " + reason);
        };
    }

    @Override
    public boolean takesMarkup() {
        return true;
    }

    /// Two opening brackets would begin phonemes.
    private static String text(Utterance utterance) {
        String text = utterance.markup().isEmpty() ? utterance.text() : "<speak>" + utterance.markup() + "</speak>";
        return text.replace("[[", "[ [");
    }

    private static byte[] run(List<String> command, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process = builder.start();
        Thread watch = Thread.ofVirtual().name("espeak-watch").start(() -> killWhenLate(process));
        try (InputStream stdout = process.getInputStream()) {
            // At most 4,096 bytes: a pipe holds them all before espeak-ng reads the first.
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            byte[] output = stdout.readNBytes(MOST);
            if (output.length == MOST) {
                throw new IOException("it does not stop");
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("it ended with status " + status);
            }
            return output;
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    private static void killWhenLate(Process process) {
        try {
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            // It ended in time.
        }
    }
}

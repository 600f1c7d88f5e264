package org.offhook.adapters.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Clock;

class PromptFilesTest {

    private static final Utterance HELLO = new Utterance("Hello", "en-US", "man");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aPromptIsThereAfterARestart() throws IOException {
        prompts(1 << 20).keep("espeak", HELLO, audio(1, 2, -3));
        Audio kept = prompts(1 << 20).find("espeak", HELLO).orElseThrow();
        assertThat(List.of(kept.sample(0), kept.sample(1), kept.sample(2)))
                .containsExactly((short) 1, (short) 2, (short) -3);
        assertThat(kept.caption()).isEqualTo("Hello");
    }

    @Test
    void whateverSoundsDifferentIsAnotherPrompt() throws IOException {
        PromptFiles prompts = prompts(1 << 20);
        prompts.keep("espeak", HELLO, audio(1));
        assertThat(prompts.find("freetts", HELLO)).isEmpty();
        assertThat(prompts.find("espeak", new Utterance("Hello", "en-US", "woman")))
                .isEmpty();
        assertThat(prompts.find("espeak", new Utterance("Hello", "en-GB", "man")))
                .isEmpty();
        assertThat(prompts.find("espeak", new Utterance("Hello!", "en-US", "man")))
                .isEmpty();
        assertThat(prompts.find("espeake", new Utterance("Hello", "n-US", "man")))
                .isEmpty();
    }

    @Test
    void namesOfFilesAreHashes() throws IOException {
        prompts(1 << 20).keep("espeak", new Utterance("../../../etc/passwd\u0000", "..", "/"), audio(1));
        assertThat(files()).singleElement().asString().matches("[0-9a-f]{2}/[0-9a-f]{64}\\.wav");
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() throws IOException {
        PromptFiles prompts = prompts(10 * (44 + 2_000));
        for (int i = 0; i < 10; i++) {
            prompts.keep("espeak", text(i), new Audio(new short[1_000], ""));
            now = now.plusSeconds(1);
        }
        assertThat(prompts.find("espeak", text(0))).isPresent();
        now = now.plusSeconds(1);
        prompts.keep("espeak", text(10), new Audio(new short[1_000], ""));

        assertThat(files()).hasSize(9);
        assertThat(prompts.find("espeak", text(0))).isPresent();
        assertThat(prompts.find("espeak", text(10))).isPresent();
        assertThat(prompts.find("espeak", text(1))).isEmpty();
    }

    @Test
    void theSamePromptAgainTakesNoMoreRoom() throws IOException {
        PromptFiles prompts = prompts(3 * (44 + 2_000));
        for (int i = 0; i < 20; i++) {
            prompts.keep("espeak", text(i % 2), new Audio(new short[1_000], ""));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        PromptFiles prompts = prompts(1 << 20);
        prompts.keep("espeak", HELLO, audio(1));
        Files.writeString(folder.resolve(files().getFirst()), "rubbish");
        assertThat(prompts.find("espeak", HELLO)).isEmpty();
        prompts.keep("espeak", HELLO, audio(1));
        assertThat(prompts.find("espeak", HELLO)).isPresent();
    }

    @Test
    void aDiskThatTakesNothingIsNoFailure() throws IOException {
        PromptFiles prompts = prompts(1 << 20);
        for (int i = 0; i < 256; i++) {
            Files.writeString(folder.resolve(String.format("%02x", i)), "a file where a folder ought to be");
        }
        prompts.keep("espeak", HELLO, audio(1));
        assertThat(prompts.find("espeak", HELLO)).isEmpty();
    }

    private PromptFiles prompts(long most) throws IOException {
        return new PromptFiles(folder, most, new Clock() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public long nanos() {
                return 0;
            }
        });
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static Utterance text(int number) {
        return new Utterance("text " + number, "en-US", "man");
    }

    private static Audio audio(int... samples) {
        short[] array = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            array[i] = (short) samples[i];
        }
        return new Audio(array, "");
    }
}

package org.offhook.adapters.store.commits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log after a crash: a log that is never closed is what a killed process leaves.
final class CommitLogTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createFile(first());
        Files.createFile(second());
    }

    private Path first() {
        return folder.resolve("commits.0");
    }

    private Path second() {
        return folder.resolve("commits.1");
    }

    private CommitLog open(long copied) throws IOException {
        return CommitLog.open(first(), second(), copied, 1000);
    }

    private static void append(CommitLog log, String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            log.append(ByteBuffer.allocate(CommitLog.head() + bytes.length)
                    .position(CommitLog.head())
                    .put(bytes)
                    .flip());
        }
    }

    private List<String> left(long copied) throws IOException {
        try (CommitLog log = open(copied)) {
            return texts(log.left());
        }
    }

    private static List<String> texts(List<CommitLog.Record> records) {
        return records.stream()
                .map(record ->
                        StandardCharsets.UTF_8.decode(record.held().duplicate()).toString())
                .toList();
    }

    @Test
    void whatWasAppendedIsThereAfterACrashAndWhatWasCopiedIsNotAskedForAgain() throws IOException {
        append(open(0), "one", "", "three");

        assertThat(left(0)).containsExactly("one", "", "three");
        assertThat(left(1)).containsExactly("", "three");
        assertThat(left(3)).isEmpty();
    }

    @Test
    void aRecordThatWasCutShortOrTurnedEndsTheLog() throws IOException {
        append(open(0), "one", "two", "three");
        byte[] whole = Files.readAllBytes(first());
        int end = 3 * CommitLog.head() + "onetwothree".length();
        for (int cut = end - "three".length() - CommitLog.head(); cut < end; cut++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, cut, torn.length, (byte) 0);
            Files.write(first(), torn);
            assertThat(left(0)).containsExactly("one", "two");

            byte[] turned = whole.clone();
            turned[cut] ^= 0x10;
            Files.write(first(), turned);
            assertThat(left(0)).containsExactly("one", "two");

            Files.write(first(), Arrays.copyOf(whole, cut));
            assertThat(left(0)).containsExactly("one", "two");
        }
    }

    @Test
    void afterACrashItGoesOnOverWhatIsCopied() throws IOException {
        append(open(0), "one", "two", "three", "four");
        CommitLog again = open(2);
        assertThat(texts(again.left())).containsExactly("three", "four");
        again.copied(4);
        append(again, "a longer five");

        assertThat(left(4)).containsExactly("a longer five");
    }

    @Test
    void itIsWrittenInTurnsAndAlwaysHasAllThatIsNotCopied() throws IOException {
        CommitLog log = open(0);
        List<String> all = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < 400; i++) {
            all.add("record " + i + " " + "x".repeat(i % 97));
            append(log, all.getLast());
            number++;
            if (i % 7 == 0) {
                log.copied(number - i % 5);
            }
            long copied = Math.max(0, number - 1 - i % 7 - (i - i % 7) % 5);
            assertThat(left(copied)).isEqualTo(all.subList((int) copied, all.size()));
        }
        assertThat(Files.size(first()) + Files.size(second())).isLessThan(1 << 20);
    }

    @Test
    void aLogThatDoesNotBelongToTheDatabaseIsRefused() throws IOException {
        CommitLog log = open(6);
        append(log, "seven", "eight");
        CommitLog older = open(3);
        assertThatThrownBy(older::left)
                .isInstanceOf(CommitLog.Gap.class)
                .hasMessageContaining("3")
                .hasMessageContaining("7")
                .hasMessageContaining("commits.0");
    }

    @Test
    void closedItKeepsWhatIsOwedAndNothingElse() throws IOException {
        try (CommitLog log = open(0)) {
            append(log, "one", "two");
            log.copied(1);
        }
        assertThat(left(1)).containsExactly("two");
        try (CommitLog log = open(1)) {
            log.left();
            log.copied(2);
        }
        assertThat(Files.size(first()) + Files.size(second())).isZero();
    }

    @Test
    void aFullDiskTakesNothingAndTheNextMayGo() throws IOException {
        Files.delete(first());
        Files.createSymbolicLink(first(), Path.of("/dev/full"));
        CommitLog log = open(0);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> append(log, "one"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(CommitLog.NotDurable.class)
                    .hasMessageContaining("No space left");
        }
    }
}

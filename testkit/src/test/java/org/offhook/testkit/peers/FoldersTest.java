package org.offhook.testkit.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class FoldersTest {

    private final Folders folders = new Folders();

    @Test
    void foldersOfTestsThatPassedAreDeletedWithAllThatIsInThem() throws IOException {
        Path folder = furnished();
        folders.served(true);
        assertThat(folder).doesNotExist();
    }

    @Test
    void foldersOfTestsThatFailedStayEvenWhenLaterOnesPass() throws IOException {
        Path folder = furnished();
        folders.served(false);
        folders.served(true);
        assertThat(folder.resolve("deeper/log")).hasContent("why");
        Files.delete(folder.resolve("deeper/log"));
        Files.delete(folder.resolve("deeper"));
        Files.delete(folder);
    }

    private Path furnished() throws IOException {
        Path folder = folders.make("test");
        Files.writeString(Files.createDirectory(folder.resolve("deeper")).resolve("log"), "why");
        return folder;
    }
}

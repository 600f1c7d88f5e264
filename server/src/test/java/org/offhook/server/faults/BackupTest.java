package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.server.command.Commands;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Rest;

/// `offhook backup` beside a server that works, and a server that goes on from what it wrote.
final class BackupTest {

    @TempDir
    private Path folder;

    @Test
    void aServerGoesOnFromABackupThatWasMadeWhileAnotherRan() throws Exception {
        Path copy = folder.resolve("copies/one");
        try (OffhookProcess server = OffhookProcess.setup().start()) {
            Rest rest = server.rest();
            rest.number("+15550100", "http://127.0.0.1:9/voice");
            rest.number("+15550101", "http://127.0.0.1:9/voice");
            Path recording = server.data().resolve("recordings/ab/REab.wav");
            Files.createDirectories(recording.getParent());
            Files.writeString(recording, "RIFF");
            Files.writeString(recording.resolveSibling("REcd.part"), "unfinished");

            Said made = backup(server.data(), copy);
            assertThat(made.code()).as(made.text()).isZero();
            // What comes later is not in it, and the server did not stop for it.
            rest.number("+15550102", "http://127.0.0.1:9/voice");

            Said again = backup(server.data(), copy);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.text()).contains("is there already").hasLineCount(1);
        }
        assertThat(copy.resolve("recordings/ab/REab.wav")).hasContent("RIFF");
        assertThat(copy.resolve("recordings/ab/REcd.part")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rwx------");
        try (OffhookProcess restored =
                OffhookProcess.setup().with("--data", copy.toString()).start()) {
            assertThat(restored.rest().get("/IncomingPhoneNumbers.json").is(200).text())
                    .contains("+15550100", "+15550101")
                    .doesNotContain("+15550102");
            restored.rest().number("+15550103", "http://127.0.0.1:9/voice");
        }
    }

    @Test
    void aFolderWithoutADatabaseIsSaid() {
        Said said = backup(folder, folder.resolve("copy"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("there is no database", "--data").hasLineCount(1);
    }

    private record Said(int code, String text) {}

    private static Said backup(Path data, Path to) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        return new Said(Commands.run(out, out, "backup", "--data", data.toString(), to.toString()), text.toString());
    }
}

package org.offhook.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/// The data folder: there, writable, for its owner alone, and with room.
final class DataCheck implements Check {

    private static final String DATA = "data";
    private static final long MIB = 1 << 20;
    private static final long LITTLE = 2048 * MIB;
    private static final long NOTHING = 100 * MIB;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Path data = patient.configuration().data().toAbsolutePath().normalize();
        if (Files.exists(data) && !Files.isDirectory(data)) {
            told.accept(Finding.error(DATA, data + " is a file", "give a folder with --data"));
            return;
        }
        Path there = data;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            told.accept(Finding.error(
                    DATA, there + " is not writable", "change its owner, or give another folder with --data"));
            return;
        }
        told.accept(Finding.ok(DATA, there.equals(data) ? data.toString() : data + " will be made at the first start"));
        try {
            closed(data, told);
            room(there, told);
        } catch (IOException failure) {
            told.accept(Finding.error(DATA, data + " cannot be looked at: " + failure.getMessage(), "see to its disk"));
        }
    }

    /// Tokens, recordings and messages lie there.
    private static void closed(Path data, Consumer<Finding> told) throws IOException {
        if (Files.exists(data)
                && data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(data);
            if (modes.stream().anyMatch(OTHERS::contains)) {
                told.accept(Finding.warning(DATA, data + " is open to other users", "chmod 700 " + data));
            }
        }
    }

    private static void room(Path there, Consumer<Finding> told) throws IOException {
        long free = Files.getFileStore(there).getUsableSpace();
        String found = free / MIB + " MiB free";
        // 16 kB for each second of a recording.
        String advice = "make room: an hour of recordings takes 56 MiB for each call";
        told.accept(
                free < NOTHING
                        ? Finding.error("disk", found, advice)
                        : free < LITTLE ? Finding.warning("disk", found, advice) : Finding.ok("disk", found));
    }
}

package org.offhook.adapters.store.commits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Records with numbers that rise by one, each durable when it has been appended. Somebody copies what they hold
/// to its place later and says so ([#copied]); when all records of one file are copied and the other one is long
/// enough, the first is written anew from its beginning. So the log stays short, and the disk writes over room
/// that it has given already.
///
/// One thread appends, another may say what is copied.
public final class CommitLog implements AutoCloseable {

    /// The names of its files in the data folder.
    public static final List<String> FILES = List.of("commits.0", "commits.1");

    /// Bytes in a file before the other one is taken, when that is free.
    private static final long LONG_ENOUGH = 8L << 20;

    private final LogFile[] files;
    private final long longEnough;
    private int current;
    private long next;
    private volatile long copied;

    private CommitLog(LogFile[] files, long longEnough) {
        this.files = files;
        this.longEnough = longEnough;
    }

    /// @param held what the record holds
    public record Record(long number, ByteBuffer held) {}

    /// Nobody knows what the disk has kept; the log is of no use any more.
    public static final class NotDurable extends IOException {
        NotDurable(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /// The log and what is copied do not belong together.
    public static final class Gap extends IOException {
        Gap(long copied, long first) {
            super("the database holds everything up to commit " + copied + ", its log begins with " + first
                    + ": put back the commits.0 and commits.1 that belong to it, or remove those that are there");
        }
    }

    /// @param first  a file that is there, as the second; empty ones make an empty log
    /// @param copied the number of the last record that was copied, 0 when none was
    public static CommitLog open(Path first, Path second, long copied) throws IOException {
        return open(first, second, copied, LONG_ENOUGH);
    }

    static CommitLog open(Path first, Path second, long copied, long longEnough) throws IOException {
        CommitLog log = new CommitLog(new LogFile[] {LogFile.open(first), LogFile.open(second)}, longEnough);
        log.copied = copied;
        log.next = copied + 1;
        return log;
    }

    /// The records that were not copied, oldest first. Before the first [#append], once; whoever asks copies
    /// them before that.
    ///
    /// @throws Gap when some are missing
    public List<Record> left() throws IOException {
        List<Record> left = new ArrayList<>();
        for (LogFile file : files) {
            left.addAll(file.read());
        }
        left.removeIf(record -> record.number() <= copied);
        left.sort(Comparator.comparingLong(Record::number));
        for (Record record : left) {
            if (record.number() != next) {
                throw new Gap(next - 1, record.number());
            }
            next++;
        }
        return left;
    }

    /// Adds a record; durable on return.
    ///
    /// @param record room of [#head] bytes, then what it is to hold
    /// @return its number
    /// @throws NotDurable  when nobody can know whether it is
    /// @throws IOException when it is not, and the next may be, as on a full disk
    public long append(ByteBuffer record) throws IOException {
        LogFile file = file();
        file.write(record, next);
        try {
            file.force();
        } catch (IOException failure) {
            throw new NotDurable(failure);
        }
        return next++;
    }

    /// Bytes to leave free at the beginning of what is appended.
    public static int head() {
        return LogFile.HEAD;
    }

    private LogFile file() {
        LogFile other = files[1 - current];
        if (files[current].end() >= longEnough && other.last() <= copied) {
            current = 1 - current;
            other.restart();
        }
        return files[current];
    }

    /// Everything up to this number lies durably where it belongs.
    public void copied(long number) {
        copied = number;
    }

    /// Keeps what was not copied for the next time; otherwise leaves nothing.
    @Override
    public void close() throws IOException {
        boolean done = copied == next - 1;
        for (LogFile file : files) {
            if (done) {
                file.empty();
            }
            file.close();
        }
    }
}

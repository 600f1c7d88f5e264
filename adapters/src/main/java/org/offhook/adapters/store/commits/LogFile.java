package org.offhook.adapters.store.commits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// One of the log's files. A record is `length` (of what follows the checksum, 32 bits), `checksum` (CRC-32C of
/// what follows it, 32 bits), `number` (64 bits) and what it holds. What lies behind the last record is zeros,
/// the remains of a record that was cut short, or records of an earlier turn, whose numbers do not go on.
final class LogFile implements AutoCloseable {

    /// Bytes before what a record holds.
    static final int HEAD = 16;

    private static final int CHECKED_FROM = 8;
    private static final int NUMBER = 8;

    /// How much the file grows at once: writing over what is there costs the disk less than growing.
    private static final int STEP = 256 * 1024;

    private final FileChannel channel;
    private long end;
    private long size;
    private long last;

    private LogFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static LogFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new LogFile(channel, channel.size());
    }

    /// The bytes of its records.
    long end() {
        return end;
    }

    /// The number of its last record, 0 when it has none.
    long last() {
        return last;
    }

    /// The next record is the first.
    void restart() {
        end = 0;
        last = 0;
    }

    /// Writes a record behind the last one; durable after [#force]. When it fails, nothing was added.
    ///
    /// @param record room of [#HEAD] bytes, then what it holds
    void write(ByteBuffer record, long number) throws IOException {
        int length = record.remaining();
        record.putLong(CHECKED_FROM, number);
        record.putInt(0, length - CHECKED_FROM);
        record.putInt(4, checksum(record.slice(CHECKED_FROM, length - CHECKED_FROM)));
        grow(end + length);
        long at = end;
        while (record.hasRemaining()) {
            at += channel.write(record, at);
        }
        end = at;
        last = number;
    }

    void force() throws IOException {
        channel.force(false);
    }

    private void grow(long needed) throws IOException {
        while (size < needed) {
            ByteBuffer zeros = ByteBuffer.allocate(STEP);
            while (zeros.hasRemaining()) {
                size += channel.write(zeros, size);
            }
        }
    }

    /// All whole records from the beginning on, as long as their numbers rise by one.
    List<CommitLog.Record> read() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) > 0) {
            // A read may bring less than was asked for.
        }
        all.flip();
        List<CommitLog.Record> records = new ArrayList<>();
        while (all.remaining() >= HEAD) {
            int length = all.getInt(all.position());
            if (length < NUMBER || length > all.remaining() - CHECKED_FROM) {
                break;
            }
            ByteBuffer checked = all.slice(all.position() + CHECKED_FROM, length);
            boolean whole = checksum(checked.duplicate()) == all.getInt(all.position() + 4);
            long number = checked.getLong();
            if (!whole || (!records.isEmpty() && number != records.getLast().number() + 1)) {
                break;
            }
            records.add(new CommitLog.Record(number, checked));
            all.position(all.position() + CHECKED_FROM + length);
        }
        return records;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// Gives its room back to the disk, and its contents away.
    void empty() throws IOException {
        channel.truncate(0);
        size = 0;
        restart();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

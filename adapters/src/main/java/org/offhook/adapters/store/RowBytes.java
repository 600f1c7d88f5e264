package org.offhook.adapters.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offhook.adapters.store.commits.CommitLog;
import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;

/// Rows as the bytes of a record in the log: a letter for what is done, then its texts, each with its length in
/// bytes (32 bits) before it. A Put: kind, document. A Remove: kind, Sid. An Append: account, subject, document.
final class RowBytes {

    private static final byte PUT = 'P';
    private static final byte REMOVE = 'R';
    private static final byte APPEND = 'A';
    private static final int FIRST = 64 * 1024;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST);

    /// A record that holds these rows; good until the next call.
    ByteBuffer write(List<Row> rows) {
        buffer.clear().position(CommitLog.head());
        for (Row row : rows) {
            switch (row) {
                case Row.Put<?> put -> write(PUT, put.table().kind().name(), put.document());
                case Row.Remove(var table, var sid) ->
                    write(REMOVE, table.kind().name(), sid.value());
                case Row.Append(var event, var document) ->
                    write(APPEND, event.account().value(), event.subject().value(), document);
            }
        }
        return buffer.flip();
    }

    private void write(byte what, String... texts) {
        room(1);
        buffer.put(what);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + bytes.length);
            buffer.putInt(bytes.length).put(bytes);
        }
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            int wanted = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer = ByteBuffer.allocate(wanted).put(buffer.flip());
        }
    }

    /// @throws IOException when these are not rows that this release writes
    static List<Row> read(Tables tables, ByteBuffer bytes) throws IOException {
        List<Row> rows = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte what = bytes.get();
            rows.add(
                    switch (what) {
                        case PUT -> put(table(tables, text(bytes)), text(bytes));
                        case REMOVE -> new Row.Remove(table(tables, text(bytes)), new Sid(text(bytes)));
                        case APPEND -> append(new Sid(text(bytes)), new Sid(text(bytes)), text(bytes));
                        default -> throw new IOException("its log holds a change of the unknown kind " + what);
                    });
        }
        return rows;
    }

    private static <T extends Entity> Row put(KindTable<T> table, String document) {
        return new Row.Put<>(table, table.read(document), document);
    }

    private static Row append(Sid account, Sid subject, String document) {
        Event event = EventDocuments.read(account, subject, document);
        return new Row.Append(event, document);
    }

    private static KindTable<?> table(Tables tables, String name) throws IOException {
        KindTable<?> table = tables.named(name);
        if (table == null) {
            throw new IOException("its log speaks of " + name + ", which this release does not know");
        }
        return table;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

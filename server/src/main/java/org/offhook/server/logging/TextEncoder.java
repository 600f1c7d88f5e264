package org.offhook.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/// One event is one line for people: time of day, level, room, message, fields. A stack trace follows,
/// indented.
final class TextEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        LocalTime time = java.time.Instant.ofEpochMilli(event.getTimeStamp())
                .atZone(ZoneId.systemDefault())
                .toLocalTime();
        line.append(TIME.format(time)).append(' ');
        line.append("%-5s".formatted(event.getLevel())).append(' ');
        line.append(room(event.getLoggerName())).append(": ");
        Escape.text(event.getFormattedMessage(), line);
        List<KeyValuePair> fields = event.getKeyValuePairs();
        if (fields != null) {
            for (KeyValuePair pair : fields) {
                line.append(' ').append(pair.key).append('=');
                Escape.text(String.valueOf(pair.value), line);
            }
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            Traces.full(event.getThrowableProxy()).lines().forEach(part -> {
                line.append("    ");
                Escape.text(part.strip(), line);
                line.append('\n');
            });
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// `org.offhook.adapters.store.SqliteStore` is `store.SqliteStore`.
    private static String room(String logger) {
        int last = logger.lastIndexOf('.');
        int before = last < 0 ? -1 : logger.lastIndexOf('.', last - 1);
        return logger.substring(before + 1);
    }
}

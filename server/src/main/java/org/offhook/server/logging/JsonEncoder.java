package org.offhook.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/// One event is one JSON object on one line: `time`, `level`, `logger`, `thread`, `message`, then the event's
/// own fields as text, then `error` with the stack trace.
final class JsonEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

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
        StringBuilder line = new StringBuilder(256);
        Instant time = event.getInstant() == null ? Instant.ofEpochMilli(event.getTimeStamp()) : event.getInstant();
        line.append("{\"time\":\"").append(DateTimeFormatter.ISO_INSTANT.format(time));
        line.append("\",\"level\":\"").append(event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.append('"');
        field("logger", event.getLoggerName(), line);
        field("thread", event.getThreadName(), line);
        field("message", event.getFormattedMessage(), line);
        List<KeyValuePair> fields = event.getKeyValuePairs();
        if (fields != null) {
            fields.forEach(pair -> field(pair.key, String.valueOf(pair.value), line));
        }
        if (event.getThrowableProxy() != null) {
            field("error", Traces.full(event.getThrowableProxy()), line);
        }
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(String name, String value, StringBuilder line) {
        line.append(",\"");
        Escape.json(name, line);
        line.append("\":\"");
        Escape.json(value, line);
        line.append('"');
    }
}

package org.offhook.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/// Sets up the log of the process. There is no configuration file for it: format and level are all there is to
/// choose.
public final class Logging {

    private static final String OURS = "org.offhook";

    private Logging() {}

    public enum Format {
        JSON,
        TEXT
    }

    /// From here on everything goes to `out`; whatever was set up before is gone.
    ///
    /// @param level of our own loggers: `error`, `warn`, `info`, `debug`, `trace`; those of libraries say
    ///              warnings and worse at most: their finer levels print headers and bodies, secrets included
    public static void start(Format format, String level, OutputStream out) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Encoder<ILoggingEvent> encoder = switch (format) {
            case JSON -> new JsonEncoder();
            case TEXT -> new TextEncoder();
        };
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        Level ours = Level.toLevel(level);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(ours.isGreaterOrEqual(Level.WARN) ? ours : Level.WARN);
        root.addAppender(appender);
        context.getLogger(OURS).setLevel(ours);
    }
}

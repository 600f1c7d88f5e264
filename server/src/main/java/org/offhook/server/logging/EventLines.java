package org.offhook.server.logging;

import java.util.Map;
import org.offhook.core.events.EventListener;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes the steps of calls and messages into the log, one line each. Only the fields named here get there:
/// never the body of a request, the query of a URL, or a key that was pressed. The event log in the database
/// has everything.
public final class EventLines implements EventListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventLines.class);

    @Override
    public void happened(Sid account, Sid subject, Happening happening) {
        switch (happening.type()) {
            case CALL_INITIATED -> line(Level.INFO, subject, happening, "from", "to", "direction", "parent");
            case CALL_ENDED -> line(Level.INFO, subject, happening, "status", "cause", "sip_status", "duration_s");
            case CALL_ERROR -> line(Level.WARN, subject, happening, "code", "message");
            case CALL_WARNING -> line(Level.INFO, subject, happening, "code", "message");
            case CALL_QUEUED, CALL_RINGING, CALL_ANSWERED -> line(Level.DEBUG, subject, happening);
            case WEBHOOK -> line(Level.DEBUG, subject, happening, "method", "url", "status", "code", "took_ms");
            case CALLBACK ->
                line(Level.DEBUG, subject, happening, "method", "url", "status", "attempt", "took_ms", "problem");
            case MESSAGE_QUEUED, MESSAGE_SENT, MESSAGE_DELIVERED, MESSAGE_RECEIVED ->
                line(Level.DEBUG, subject, happening);
            case MESSAGE_FAILED -> line(Level.INFO, subject, happening, "code", "message");
            case REGISTERED, UNREGISTERED -> line(Level.DEBUG, subject, happening, "user", "contact");
            case DOMAIN_PROVED, DOMAIN_LOST -> line(Level.INFO, subject, happening, "domain", "by", "reason");
            case PRESENCE -> line(Level.DEBUG, subject, happening, "user", "status");
            default -> {}
        }
    }

    private static void line(Level level, Sid subject, Happening happening, String... fields) {
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("subject", subject);
        Map<String, String> data = happening.data();
        for (String field : fields) {
            String value = data.get(field);
            if (value != null) {
                line = line.addKeyValue(field, field.equals("url") ? withoutQuery(value) : value);
            }
        }
        line.log(happening.type().text());
    }

    /// Nor user info: both may hold secrets.
    private static String withoutQuery(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        String shown = url.substring(0, end);
        int authority = shown.indexOf("://");
        int at = shown.lastIndexOf('@');
        int path = authority < 0 ? -1 : shown.indexOf('/', authority + 3);
        boolean user = authority >= 0 && at > authority && (path < 0 || at < path);
        return user ? shown.substring(0, authority + 3) + shown.substring(at + 1) : shown;
    }
}

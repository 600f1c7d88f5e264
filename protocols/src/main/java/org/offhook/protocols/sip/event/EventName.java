package org.offhook.protocols.sip.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// What a subscription is about: the value of an Event field (RFC 6665 §8.2.1).
///
/// @param event the event package, in lower case
/// @param id    what tells it from others of the same package in one dialog, or null
public record EventName(String event, @Nullable String id) {

    /// The Event of a request; null when there is none, or none that can be read.
    public static @Nullable EventName in(SipRequest request) {
        String text = request.header(HeaderName.EVENT);
        return text == null ? null : parse(text);
    }

    /// Reads the whole of `text`; null when it is malformed.
    public static @Nullable EventName parse(String text) {
        Cursor in = new Cursor(text);
        in.skipSpace();
        String event = in.run(Chars.TOKEN);
        Params params = event == null ? null : Params.read(in);
        in.skipSpace();
        if (event == null || params == null || !in.atEnd()) {
            return null;
        }
        String id = params.get("id");
        return new EventName(event.toLowerCase(Locale.ROOT), id == null || id.isEmpty() ? null : id);
    }

    /// As it is written into a field.
    @Override
    public String toString() {
        return id == null ? event : event + Params.NONE.with("id", id);
    }
}

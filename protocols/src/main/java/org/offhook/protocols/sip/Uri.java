package org.offhook.protocols.sip;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// An address as it may stand in a request line or between angle brackets: one of ours (`sip:`, `sips:`), a
/// telephone number (`tel:`, RFC 3966), or of a scheme that is carried along and not understood.
public sealed interface Uri permits SipUri, TelUri, OpaqueUri {

    /// The scheme in lower case.
    String scheme();

    /// Reads the whole of `text`; null when it is no URI.
    static @Nullable Uri parse(String text) {
        Cursor in = new Cursor(text);
        Uri uri = read(in, false);
        return in.atEnd() ? uri : null;
    }

    /// Reads a URI at the cursor.
    ///
    /// @param bare whether the URI stands without angle brackets in a header field, where semicolon, comma and
    ///             question mark end it (RFC 3261 §20)
    static @Nullable Uri read(Cursor in, boolean bare) {
        String text = in.text();
        int from = in.position();
        if (text.regionMatches(true, from, "sip:", 0, 4)) {
            in.moveTo(from + 4);
            return SipUri.read(in, false, bare);
        }
        if (text.regionMatches(true, from, "sips:", 0, 5)) {
            in.moveTo(from + 5);
            return SipUri.read(in, true, bare);
        }
        if (text.regionMatches(true, from, "tel:", 0, 4)) {
            in.moveTo(from + 4);
            return TelUri.read(in, bare);
        }
        return OpaqueUri.read(in, bare);
    }

    /// Whether a character ends a URI that stands without brackets.
    static boolean endsBare(int c) {
        return c == ';' || c == ',' || c == '?' || c == ' ' || c == '\t' || c == '>' || !Chars.is(Chars.URIC, c);
    }
}

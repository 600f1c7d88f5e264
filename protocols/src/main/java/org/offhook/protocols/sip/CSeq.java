package org.offhook.protocols.sip;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// The sequence number and method of a request (RFC 3261 §20.16).
///
/// @param number 0 to 2^31-1
/// @param method the method of the request, also in its responses
public record CSeq(long number, Method method) {

    /// The largest number (RFC 3261 §8.1.1.5).
    public static final long MAX = 0x7fff_ffffL;

    /// Reads the whole of `text`; null when it is malformed or the number is out of range.
    public static @Nullable CSeq parse(String text) {
        Cursor in = new Cursor(text);
        long number = in.number(MAX);
        if (number < 0 || !in.skipSpace()) {
            return null;
        }
        int from = in.position();
        if (in.skipRun(Chars.TOKEN) == 0 || !in.atEnd()) {
            return null;
        }
        return new CSeq(number, Method.of(text, from, in.position()));
    }

    @Override
    public String toString() {
        return number + " " + method.name();
    }
}

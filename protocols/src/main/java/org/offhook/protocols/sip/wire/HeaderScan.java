package org.offhook.protocols.sip.wire;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.text.Chars;

/// One walk over the header of a message (RFC 3261 §7.3.1): cuts it into fields, unfolds them, takes out
/// Content-Length, and notes the first fault without stopping at it, so that a refusal finds the fields it
/// needs.
final class HeaderScan {

    /// [#contentLength] when the field is absent.
    static final long NO_LENGTH = -1;
    /// [#contentLength] when the field is there and wrong, or there twice.
    static final long BAD_LENGTH = -2;

    /// Of these a message has one at most; a second one is an attempt to be read in two ways.
    private static final HeaderName[] SINGLES = {
        HeaderName.FROM,
        HeaderName.TO,
        HeaderName.CALL_ID,
        HeaderName.CSEQ,
        HeaderName.MAX_FORWARDS,
        HeaderName.CONTENT_TYPE
    };

    private final byte[] bytes;
    private final int to;
    private final WireLimits limits;
    private final Headers.Builder fields = Headers.builder();
    private int at;
    private int seenSingles;
    private long contentLength = NO_LENGTH;
    private @Nullable Fault fault;

    HeaderScan(byte[] bytes, int from, int to, WireLimits limits) {
        this.bytes = bytes;
        this.to = to;
        this.limits = limits;
        this.at = from;
        run();
    }

    Headers headers() {
        return fields.build();
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    long contentLength() {
        return contentLength;
    }

    /// Where the body begins.
    int bodyStart() {
        return at;
    }

    private void run() {
        while (at < to) {
            if (bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                at += 2;
                return;
            }
            if (bytes[at] == '\n') {
                note("Line End Without CR");
                at++;
                return;
            }
            if (fields.size() >= limits.headerFields()) {
                note("Too Many Header Fields");
                at = to;
                return;
            }
            field();
        }
        note("Header Without End");
    }

    private void field() {
        int nameFrom = at;
        while (at < to && Chars.is(Chars.TOKEN, bytes[at])) {
            at++;
        }
        int nameTo = at;
        skipSpace();
        boolean named = nameTo > nameFrom && at < to && bytes[at] == ':';
        if (named) {
            at++;
            skipSpace();
        } else {
            note("Malformed Header Field");
        }
        int valueFrom = at;
        int folds = 0;
        int lineEnd = toLineEnd();
        while (at < to && isSpace(bytes[at])) {
            folds++;
            lineEnd = toLineEnd();
        }
        if (at - nameFrom > limits.fieldBytes()) {
            note("Header Field Too Long");
        }
        if (named) {
            int valueTo = Math.max(valueFrom, lineEnd);
            while (valueTo > valueFrom && isSpace(bytes[valueTo - 1])) {
                valueTo--;
            }
            add(HeaderName.of(bytes, nameFrom, nameTo), valueFrom, valueTo, folds > 0);
        }
    }

    /// Moves behind the end of this line and answers where the line ended.
    private int toLineEnd() {
        while (at < to) {
            byte b = bytes[at];
            if (b >= ' ' || b < 0 || b == '\t') {
                at++;
            } else if (b == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                at += 2;
                return at - 2;
            } else if (b == '\n') {
                note("Line End Without CR");
                at++;
                return at - 1;
            } else {
                // A control character may stand in a quoted pair only.
                if (bytes[at - 1] != '\\' || b == '\r') {
                    note("Control Character in Header");
                }
                at++;
            }
        }
        note("Header Without End");
        return at;
    }

    private void add(HeaderName name, int from, int valueTo, boolean folded) {
        if (name.equals(HeaderName.CONTENT_LENGTH)) {
            contentLength = contentLength == NO_LENGTH ? length(from, valueTo) : BAD_LENGTH;
            return;
        }
        int single = single(name);
        if ((seenSingles & single) != 0) {
            note("More Than One " + name.text());
        }
        seenSingles |= single;
        fields.add(folded ? unfolded(name, from, valueTo) : Header.slice(name, bytes, from, valueTo));
    }

    private static int single(HeaderName name) {
        for (int i = 0; i < SINGLES.length; i++) {
            if (name.equals(SINGLES[i])) {
                return 1 << i;
            }
        }
        return 0;
    }

    private long length(int from, int valueTo) {
        long value = 0;
        for (int i = from; i < valueTo; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) {
                return BAD_LENGTH;
            }
            value = value * 10 + digit;
        }
        return valueTo > from ? value : BAD_LENGTH;
    }

    /// A fold, with the white space around it, is one space.
    private Header unfolded(HeaderName name, int from, int valueTo) {
        byte[] text = new byte[valueTo - from];
        int length = 0;
        int i = from;
        while (i < valueTo) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                while (length > 0 && isSpace(text[length - 1])) {
                    length--;
                }
                while (i < valueTo && (isSpace(bytes[i]) || bytes[i] == '\r' || bytes[i] == '\n')) {
                    i++;
                }
                if (length > 0) {
                    text[length++] = ' ';
                }
            } else {
                text[length++] = bytes[i++];
            }
        }
        return Header.slice(name, text, 0, length);
    }

    private void skipSpace() {
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    private void note(String reason) {
        if (fault == null) {
            fault = new Fault(400, reason);
        }
    }
}

package org.offhook.protocols.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// A URI of a scheme that means nothing to SIP routing (`http:`, `urn:`, `mailto:`…): kept, compared as text,
/// answered with 416 where a request is addressed to it.
///
/// @param scheme in lower case
/// @param rest everything behind the colon, unchanged
public record OpaqueUri(String scheme, String rest) implements Uri {

    static @Nullable OpaqueUri read(Cursor in, boolean bare) {
        if (!isLetter(in.peek())) {
            return null;
        }
        String scheme = in.run(Chars.SCHEME);
        if (scheme == null || !in.eat(':')) {
            return null;
        }
        int from = in.position();
        while (!in.atEnd() && Chars.is(Chars.URIC, in.peek()) && !(bare && Uri.endsBare(in.peek()))) {
            in.moveTo(in.position() + 1);
        }
        String rest = in.text().substring(from, in.position());
        return rest.isEmpty() ? null : new OpaqueUri(scheme.toLowerCase(Locale.ROOT), rest);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public String toString() {
        return scheme + ":" + rest;
    }
}

package org.offhook.protocols.sip.digest;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// The value of a field such as Authorization or WWW-Authenticate: a scheme and parameters separated by commas.
final class AuthFields {

    private AuthFields() {}

    /// The parameters when the scheme is Digest; null for another scheme or malformed text.
    static @Nullable Params digest(String value) {
        Cursor in = new Cursor(value);
        String scheme = in.run(Chars.TOKEN);
        if (!"Digest".equalsIgnoreCase(scheme) || !in.skipSpace()) {
            return null;
        }
        Params params = Params.NONE;
        do {
            String name = in.parameterName();
            if (name == null || !in.eatSeparator('=') || params.has(name) || params.size() == Params.MOST) {
                return null;
            }
            String text = in.peek() == '"' ? in.quoted() : in.run(Chars.PARAM_VALUE);
            if (text == null) {
                return null;
            }
            params = params.with(name, text);
        } while (in.eatSeparator(','));
        in.skipSpace();
        return in.atEnd() ? params : null;
    }
}

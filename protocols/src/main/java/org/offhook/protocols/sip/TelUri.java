package org.offhook.protocols.sip;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Cursor;

/// A telephone number as a URI (RFC 3966).
///
/// @param number as written: digits, visual separators, a leading `+` when it is global
/// @param params such as `phone-context`
public record TelUri(String number, Params params) implements Uri {

    private static final String PHONE_DIGITS = "0123456789ABCDEFabcdef*#-.()";

    static @Nullable TelUri read(Cursor in, boolean bare) {
        int from = in.position();
        boolean global = in.eat('+');
        while (in.peek() >= 0 && PHONE_DIGITS.indexOf(in.peek()) >= 0) {
            in.moveTo(in.position() + 1);
        }
        if (in.position() - from <= (global ? 1 : 0)) {
            return null;
        }
        String number = in.text().substring(from, in.position());
        Params params = bare ? Params.NONE : Params.readOfUri(in);
        return params == null ? null : new TelUri(number, params);
    }

    @Override
    public String scheme() {
        return "tel";
    }

    /// The number without visual separators.
    public String digits() {
        StringBuilder out = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ("-.()".indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return params.appendToUri(new StringBuilder("tel:").append(number)).toString();
    }
}

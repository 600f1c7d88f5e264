package org.offhook.protocols.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// The type of a body (RFC 3261 §20.15).
///
/// @param type in lower case
/// @param subtype in lower case
/// @param params such as `boundary` and `charset`
public record MediaType(String type, String subtype, Params params) {

    /// A session description (RFC 4566).
    public static final MediaType SDP = new MediaType("application", "sdp", Params.NONE);

    /// Reads the whole of `text`; null when it is malformed.
    public static @Nullable MediaType parse(String text) {
        if (text.equals("application/sdp")) {
            return SDP;
        }
        Cursor in = new Cursor(text);
        String type = in.run(Chars.TOKEN);
        if (type == null || !in.eatSeparator('/')) {
            return null;
        }
        String subtype = in.run(Chars.TOKEN);
        if (subtype == null) {
            return null;
        }
        Params params = Params.read(in);
        in.skipSpace();
        if (params == null || !in.atEnd()) {
            return null;
        }
        return new MediaType(type.toLowerCase(Locale.ROOT), subtype.toLowerCase(Locale.ROOT), params);
    }

    /// Whether type and subtype are those of `other`; parameters do not count.
    public boolean is(MediaType other) {
        return type.equals(other.type) && subtype.equals(other.subtype);
    }

    /// `type/subtype` without parameters.
    public String essence() {
        return type + "/" + subtype;
    }

    @Override
    public String toString() {
        return params.appendTo(new StringBuilder(essence())).toString();
    }
}

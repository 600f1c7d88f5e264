package org.offhook.protocols.sip.refer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.text.Escapes;

/// Whom a REFER refers to (RFC 3515 §2.1).
///
/// @param target without header fields; `sip:`, `sips:` or `tel:`
/// @param replaces the dialog that the new one is to take the place of, or null
public record ReferTo(Uri target, @Nullable Replaces replaces) {

    /// What a REFER says; null when it does not name exactly one party to be called (§2.4.2).
    public static @Nullable ReferTo in(SipRequest refer) {
        List<String> values = refer.headers().values(HeaderName.REFER_TO);
        NameAddr party = values.size() == 1 ? NameAddr.parse(values.getFirst()) : null;
        return party == null ? null : of(party.uri());
    }

    private static @Nullable ReferTo of(Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return uri.scheme().equals("tel") ? new ReferTo(uri, null) : null;
        }
        String method = sip.params().get("method");
        if (method != null && !method.equalsIgnoreCase("INVITE")) {
            return null;
        }
        Replaces replaces = null;
        for (String field : sip.headers().split("[?&]", -1)) {
            if (field.regionMatches(true, 0, "Replaces=", 0, "Replaces=".length())) {
                replaces = Replaces.parse(Escapes.unescape(field.substring("Replaces=".length())));
                if (replaces == null) {
                    return null;
                }
            }
        }
        return new ReferTo(sip.asRequestUri(), replaces);
    }
}

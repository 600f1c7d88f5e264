package org.offhook.core.signalling.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.text.Chars;

/// The header fields between signalling and applications: what they may see of a message, and what they may put
/// into one.
public final class VisibleHeaders {

    /// What belongs to signalling alone. Credentials are secrets, the rest has its place elsewhere.
    private static final Set<HeaderName> OWN = Set.of(
            HeaderName.VIA,
            HeaderName.FROM,
            HeaderName.TO,
            HeaderName.CALL_ID,
            HeaderName.CSEQ,
            HeaderName.ROUTE,
            HeaderName.RECORD_ROUTE,
            HeaderName.CONTENT_LENGTH,
            HeaderName.AUTHORIZATION,
            HeaderName.PROXY_AUTHORIZATION,
            HeaderName.WWW_AUTHENTICATE,
            HeaderName.PROXY_AUTHENTICATE);

    /// What an application may not put into a message besides: it would contradict what signalling puts there.
    private static final Set<HeaderName> SET_BY_US = Set.of(
            HeaderName.CONTACT,
            HeaderName.CONTENT_TYPE,
            HeaderName.CONTENT_ENCODING,
            HeaderName.REQUIRE,
            HeaderName.PROXY_REQUIRE,
            HeaderName.SUPPORTED,
            HeaderName.ALLOW);

    private VisibleHeaders() {}

    /// All fields that may be seen, values in order under the usual spelling of a known name or the first
    /// spelling of another.
    public static Map<String, List<String>> of(Headers headers) {
        Map<String, List<String>> visible = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            Header field = headers.get(i);
            if (!OWN.contains(field.name())) {
                visible.computeIfAbsent(spelling(visible, field.name()), _ -> new ArrayList<>(1))
                        .add(field.value());
            }
        }
        return visible;
    }

    private static String spelling(Map<String, List<String>> seen, HeaderName name) {
        if (!seen.containsKey(name.text())) {
            for (String known : seen.keySet()) {
                if (known.equalsIgnoreCase(name.text())) {
                    return known;
                }
            }
        }
        return name.text();
    }

    /// The fields of `wanted` that an application may add; the others, and those that are no header fields, are
    /// left out.
    public static Headers add(Map<String, String> wanted) {
        Headers.Builder fields = Headers.builder();
        wanted.forEach((name, value) -> {
            if (Chars.all(Chars.TOKEN, name) && Header.isSafe(value)) {
                HeaderName known = HeaderName.of(name);
                if (!OWN.contains(known) && !SET_BY_US.contains(known)) {
                    fields.add(known, value);
                }
            }
        });
        return fields.build();
    }
}

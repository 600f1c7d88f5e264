package org.offhook.core.trunks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Headers that a document puts behind the `?` of a SIP URI (contract §7.2, Sip): `X-…` and four others, less
/// than 1,024 characters in all. A value can hold no line end, so it can make no header of its own.
final class SipHeaders {

    private static final int LONGEST = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Set<String> ALLOWED =
            Set.of("user-to-user", "remote-party-id", "p-preferred-identity", "p-called-party-id");

    private SipHeaders() {}

    static Map<String, String> read(String headers, List<String> complaints) {
        Map<String, String> read = new LinkedHashMap<>();
        if (headers.length() >= LONGEST) {
            complaints.add("The headers of a SIP URI have " + LONGEST + " characters or more; they were left out.");
            return read;
        }
        for (String header : headers.split("&")) {
            int equals = header.indexOf('=');
            String name = equals < 0 ? header : header.substring(0, equals);
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || !(lower.startsWith("x-") || ALLOWED.contains(lower))) {
                complaints.add("The header " + name + " may not be set; it was left out.");
                continue;
            }
            String value = decode(equals < 0 ? "" : header.substring(equals + 1));
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                complaints.add("The value of the header " + name + " has control characters; it was left out.");
                continue;
            }
            read.put(name, value);
        }
        return read;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }
}

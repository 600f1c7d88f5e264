package org.offhook.testkit.fakes.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A SIP message as lines of text.
///
/// @param start   the start line
/// @param headers in order, names as written
public record SipText(String start, List<Header> headers, String body) {

    private static final String VERSION = "SIP/2.0";

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type");

    public SipText {
        headers = List.copyOf(headers);
    }

    public record Header(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other) || other.equalsIgnoreCase(COMPACT.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /// @throws IllegalArgumentException when it is no SIP message
    public static SipText parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.substring(0, text.indexOf("\r\n")).contains(VERSION)) {
            throw new IllegalArgumentException("not SIP: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        List<Header> headers = new ArrayList<>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("not a header: " + lines[i]);
            }
            headers.add(new Header(
                    lines[i].substring(0, colon).strip(),
                    lines[i].substring(colon + 1).strip()));
        }
        return new SipText(lines[0], headers, text.substring(end + 4));
    }

    public byte[] bytes() {
        StringBuilder text = new StringBuilder(600).append(start).append("\r\n");
        for (Header header : headers) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        text.append("Content-Length: ").append(length).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public boolean isRequest() {
        return !start.startsWith(VERSION);
    }

    /// Of a request; of a response, the method of its CSeq.
    public String method() {
        if (isRequest()) {
            return start.substring(0, start.indexOf(' '));
        }
        String cseq = need("CSeq");
        return cseq.substring(cseq.indexOf(' ') + 1).strip();
    }

    public int status() {
        return Integer.parseInt(start.substring(8, 11));
    }

    /// The Request-URI.
    public String target() {
        return start.substring(start.indexOf(' ') + 1, start.lastIndexOf(' '));
    }

    public int cseq() {
        String cseq = need("CSeq");
        return Integer.parseInt(cseq.substring(0, cseq.indexOf(' ')));
    }

    public Optional<String> find(String name) {
        for (Header header : headers) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /// @throws IllegalArgumentException when there is none
    public String need(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + start));
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.is(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /// The branch of the topmost Via, which names the transaction (RFC 3261 §17.1.3).
    public String branch() {
        return parameter(need("Via"), "branch");
    }

    /// The tag of From or To; empty when there is none.
    public String tag(String name) {
        return parameter(need(name), "tag");
    }

    /// The URI of a From, To or Contact.
    public String uri(String name) {
        String value = need(name);
        int open = value.indexOf('<');
        if (open >= 0) {
            return value.substring(open + 1, value.indexOf('>', open));
        }
        int semicolon = value.indexOf(';');
        return semicolon < 0 ? value : value.substring(0, semicolon);
    }

    /// @param value of a header; parameters are looked for behind a `>`
    /// @return empty when it is not there
    static String parameter(String value, String name) {
        String rest = value.substring(value.lastIndexOf('>') + 1);
        for (String part : rest.split(";")) {
            String stripped = part.strip();
            if (stripped.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                return stripped.substring(name.length() + 1);
            }
        }
        return "";
    }
}

package org.offhook.protocols.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.text.Chars;

/// The first line of a message (RFC 3261 §7.1, §7.2). The grammar knows single spaces only.
sealed interface StartLine {

    /// Where the header begins.
    int end();

    /// Whether somebody waits for a response.
    boolean isAnswerable();

    /// A request line. No response belongs to an ACK.
    record OfRequest(Method method, Uri uri, int end) implements StartLine {
        @Override
        public boolean isAnswerable() {
            return !method.equals(Method.ACK);
        }
    }

    /// A status line.
    record OfResponse(int status, String reason, int end) implements StartLine {
        @Override
        public boolean isAnswerable() {
            return false;
        }
    }

    /// Neither; answerable when it was meant to be a request line.
    record Broken(Fault fault, boolean isAnswerable, int end) implements StartLine {}

    /// Reads the line at `from`.
    static StartLine read(byte[] bytes, int from, int to, WireLimits limits) {
        int lineEnd = from;
        while (lineEnd < to && bytes[lineEnd] != '\r' && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        if (lineEnd + 1 >= to || bytes[lineEnd] != '\r' || bytes[lineEnd + 1] != '\n') {
            return new Broken(new Fault(400, "Bad Start Line"), false, to);
        }
        int next = lineEnd + 2;
        if (lineEnd - from > limits.fieldBytes()) {
            return new Broken(new Fault(414, "Request-URI Too Long"), false, next);
        }
        String line = new String(bytes, from, lineEnd - from, StandardCharsets.UTF_8);
        return line.regionMatches(true, 0, "SIP/", 0, 4) ? response(line, next) : request(line, next, limits);
    }

    private static StartLine response(String line, int next) {
        boolean known = line.regionMatches(true, 0, "SIP/2.0 ", 0, 8);
        if (!known || line.length() < 11 || (line.length() > 11 && line.charAt(11) != ' ')) {
            return new Broken(new Fault(400, "Bad Status Line"), false, next);
        }
        int status = 0;
        for (int i = 8; i < 11; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return new Broken(new Fault(400, "Bad Status"), false, next);
            }
            status = status * 10 + digit;
        }
        if (status < 100 || status > 699) {
            return new Broken(new Fault(400, "Bad Status"), false, next);
        }
        return new OfResponse(status, line.length() > 12 ? line.substring(12) : "", next);
    }

    private static StartLine request(String line, int next, WireLimits limits) {
        int firstSpace = line.indexOf(' ');
        int secondSpace = line.indexOf(' ', firstSpace + 1);
        if (firstSpace <= 0 || secondSpace < 0) {
            return new Broken(new Fault(400, "Bad Request Line"), false, next);
        }
        String name = line.substring(0, firstSpace);
        String version = line.substring(secondSpace + 1).toUpperCase(Locale.ROOT);
        boolean meantAsSip = Chars.all(Chars.TOKEN, name) && !name.equals("ACK") && version.contains("SIP/");
        if (!Chars.all(Chars.TOKEN, name) || name.length() > limits.methodBytes()) {
            return new Broken(new Fault(400, "Bad Method"), meantAsSip, next);
        }
        if (!version.equals("SIP/2.0")) {
            Fault fault =
                    isVersion(version) ? new Fault(505, "Version Not Supported") : new Fault(400, "Bad Request Line");
            return new Broken(fault, meantAsSip, next);
        }
        Uri uri = Uri.parse(line.substring(firstSpace + 1, secondSpace));
        if (uri == null) {
            return new Broken(new Fault(400, "Bad Request-URI"), meantAsSip, next);
        }
        if (uri instanceof SipUri sip && !sip.headers().isEmpty()) {
            return new Broken(new Fault(400, "Headers in Request-URI"), meantAsSip, next);
        }
        return new OfRequest(Method.of(name), uri, next);
    }

    private static boolean isVersion(String text) {
        int dot = text.indexOf('.');
        return text.startsWith("SIP/") && dot > 4 && digits(text, 4, dot) && digits(text, dot + 1, text.length());
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}

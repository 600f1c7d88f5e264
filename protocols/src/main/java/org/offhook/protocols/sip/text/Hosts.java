package org.offhook.protocols.sip.text;

import org.jspecify.annotations.Nullable;

/// Host names and addresses as they stand in URIs and Via fields.
public final class Hosts {

    /// The longest name that DNS allows.
    private static final int MAX_LENGTH = 253;

    private Hosts() {}

    /// Takes a host: a name, an IPv4 address, or an IPv6 address in brackets (which stay). Null when there is
    /// none.
    public static @Nullable String read(Cursor in) {
        int from = in.position();
        if (in.peek() == '[') {
            int close = in.text().indexOf(']', from);
            if (close < 0 || close >= in.end() || !isIpv6(in.text(), from + 1, close)) {
                return null;
            }
            in.moveTo(close + 1);
            return in.text().substring(from, close + 1);
        }
        int length = in.skipRun(Chars.HOST);
        if (length == 0 || length > MAX_LENGTH) {
            return null;
        }
        char first = in.text().charAt(from);
        if (first == '.' || first == '-') {
            return null;
        }
        return in.text().substring(from, in.position());
    }

    /// Whether all of `text` is a host.
    public static boolean isHost(String text) {
        Cursor in = new Cursor(text);
        return read(in) != null && in.atEnd();
    }

    /// Whether `host` is an IPv4 address, or an IPv6 address with or without brackets.
    public static boolean isAddress(String host) {
        String bare = bare(host);
        return isIpv4(bare, 0, bare.length()) || isIpv6(bare, 0, bare.length());
    }

    /// Without the brackets of an IPv6 address.
    public static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /// With brackets when it is an IPv6 address.
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// Whether the text from `from` to before `to` is an IPv6 address (RFC 4291 §2.2), without zone.
    static boolean isIpv6(String text, int from, int to) {
        int groups = 0;
        boolean shortened = false;
        int at = from;
        if (to - from >= 2 && text.startsWith("::", from)) {
            shortened = true;
            at += 2;
        }
        while (at < to) {
            int start = at;
            while (at < to && Chars.is(Chars.HEX, text.charAt(at))) {
                at++;
            }
            if (at < to && text.charAt(at) == '.') {
                groups += 2;
                return isIpv4(text, start, to) && (shortened ? groups < 8 : groups == 8);
            }
            if (at == start || at - start > 4) {
                return false;
            }
            groups++;
            if (at == to) {
                break;
            }
            if (text.charAt(at) != ':' || at + 1 == to) {
                return false;
            }
            at++;
            if (text.charAt(at) == ':') {
                if (shortened) {
                    return false;
                }
                shortened = true;
                at++;
            }
        }
        return shortened ? groups < 8 : groups == 8;
    }

    /// Whether the text from `from` to before `to` is an IPv4 address in its dotted form.
    static boolean isIpv4(String text, int from, int to) {
        Cursor in = new Cursor(text, from, to);
        for (int part = 0; part < 4; part++) {
            if ((part > 0 && !in.eat('.')) || in.number(255) < 0) {
                return false;
            }
        }
        return in.atEnd();
    }
}

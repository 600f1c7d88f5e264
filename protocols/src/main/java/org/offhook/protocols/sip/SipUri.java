package org.offhook.protocols.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;
import org.offhook.protocols.sip.text.Escapes;
import org.offhook.protocols.sip.text.Hosts;

/// A `sip:` or `sips:` URI (RFC 3261 §19.1). Its parts are kept as they came, escapes included; [#decodedUser]
/// resolves them once.
///
/// @param secure whether the scheme is `sips`
/// @param user the user part as written; null when there is none
/// @param password null when there is none; kept only so that the URI can be written back
/// @param host a name or address, an IPv6 address in its brackets
/// @param port 1 to 65535, or [#NO_PORT]
/// @param params URI parameters
/// @param headers what stands behind `?`, as written; empty when there is nothing
public record SipUri(
        boolean secure,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        Params params,
        String headers)
        implements Uri {

    /// The port of a URI that names none.
    public static final int NO_PORT = -1;

    /// A plain URI.
    public static SipUri of(@Nullable String user, String host, int port) {
        String escaped = user == null ? null : Escapes.escape(user, Chars.USER);
        return new SipUri(false, escaped, null, Hosts.bracketed(host), port, Params.NONE, "");
    }

    /// Reads the whole of `text`; null when it is no `sip:` or `sips:` URI.
    public static @Nullable SipUri parse(String text) {
        return Uri.parse(text) instanceof SipUri uri ? uri : null;
    }

    /// Reads what follows the scheme.
    static @Nullable SipUri read(Cursor in, boolean secure, boolean bare) {
        int from = in.position();
        String user = in.escapedRun(Chars.USER);
        if (user == null) {
            return null;
        }
        String password = null;
        if (in.eat(':')) {
            // Null is found out below: behind a broken escape stands no '@'.
            password = in.escapedRun(Chars.PASSWORD);
        }
        if (!(bare && needsBrackets(user)) && in.eat('@')) {
            if (user.isEmpty()) {
                return null;
            }
        } else {
            // There was no user part: what was taken for one is the host and what follows it.
            in.moveTo(from);
            user = null;
            password = null;
        }
        String host = Hosts.read(in);
        if (host == null) {
            return null;
        }
        int port = NO_PORT;
        if (in.eat(':')) {
            port = (int) in.number(65535);
            if (port <= 0) {
                return null;
            }
        }
        if (bare) {
            return in.peek() == '?' ? null : new SipUri(secure, user, password, host, port, Params.NONE, "");
        }
        Params params = Params.readOfUri(in);
        String headers = readHeaders(in);
        if (params == null || headers == null) {
            return null;
        }
        return new SipUri(secure, user, password, host, port, params, headers);
    }

    /// A URI with such characters may stand only in angle brackets (RFC 3261 §20).
    private static boolean needsBrackets(String user) {
        return user.indexOf(';') >= 0 || user.indexOf(',') >= 0 || user.indexOf('?') >= 0;
    }

    private static @Nullable String readHeaders(Cursor in) {
        if (!in.eat('?')) {
            return "";
        }
        int from = in.position();
        do {
            String name = in.escapedRun(Chars.URI_HEADER);
            if (name == null || name.isEmpty() || !in.eat('=') || in.escapedRun(Chars.URI_HEADER) == null) {
                return null;
            }
        } while (in.eat('&'));
        return in.text().substring(from, in.position());
    }

    @Override
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    /// The user part with its escapes resolved; empty when there is none.
    public String decodedUser() {
        return user == null ? "" : Escapes.unescape(user);
    }

    /// The port named, or the default of the scheme.
    public int portOrDefault() {
        return port != NO_PORT ? port : secure ? 5061 : 5060;
    }

    /// The transport named by the `transport` parameter in lower case; null when there is none.
    public @Nullable String transport() {
        String transport = params.get("transport");
        return transport == null ? null : transport.toLowerCase(Locale.ROOT);
    }

    /// Whether a route with this URI is a loose one (RFC 3261 §19.1.1).
    public boolean isLooseRouter() {
        return params.has("lr");
    }

    /// Only scheme, user and host, the key of an address of record (RFC 3261 §10.3 step 5).
    public SipUri addressOfRecord() {
        String canonicalUser = user == null ? null : Escapes.escape(decodedUser(), Chars.USER);
        return new SipUri(secure, canonicalUser, null, host.toLowerCase(Locale.ROOT), port, Params.NONE, "");
    }

    public SipUri withParams(Params next) {
        return new SipUri(secure, user, password, host, port, next, headers);
    }

    public SipUri withHostPort(String nextHost, int nextPort) {
        return new SipUri(secure, user, password, Hosts.bracketed(nextHost), nextPort, params, headers);
    }

    /// Without what may not stand in a request line: headers and the `method` parameter (RFC 3261 §19.1.1,
    /// table 1).
    public SipUri asRequestUri() {
        if (headers.isEmpty() && !params.has("method")) {
            return this;
        }
        return new SipUri(secure, user, password, host, port, params.without("method"), "");
    }

    /// Whether both name the same resource by the rules of RFC 3261 §19.1.4. Not transitive, hence not
    /// `equals`.
    public boolean sameAs(SipUri other) {
        if (secure != other.secure || port != other.port || !host.equalsIgnoreCase(other.host)) {
            return false;
        }
        if (!same(user, other.user) || !same(password, other.password) || !headers.equalsIgnoreCase(other.headers)) {
            return false;
        }
        return agree(params, other.params) && agree(other.params, params);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(other) || Escapes.unescape(one).equals(Escapes.unescape(other));
    }

    /// A parameter on both sides must match; user, ttl, method, maddr and transport must also not be on one
    /// side only.
    private static boolean agree(Params one, Params other) {
        for (int i = 0; i < one.size(); i++) {
            String name = one.name(i);
            if (other.has(name)) {
                String a = one.get(name);
                String b = other.get(name);
                if (a == null ? b != null : b == null || !Escapes.unescape(a).equalsIgnoreCase(Escapes.unescape(b))) {
                    return false;
                }
            } else if (isDefining(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDefining(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user", "ttl", "method", "maddr", "transport" -> true;
            default -> false;
        };
    }

    StringBuilder appendTo(StringBuilder out) {
        out.append(secure ? "sips:" : "sip:");
        if (user != null) {
            out.append(user);
            if (password != null) {
                out.append(':').append(password);
            }
            out.append('@');
        }
        out.append(host);
        if (port != NO_PORT) {
            out.append(':').append(port);
        }
        params.appendToUri(out);
        if (!headers.isEmpty()) {
            out.append('?').append(headers);
        }
        return out;
    }

    @Override
    public String toString() {
        return appendTo(new StringBuilder(48)).toString();
    }
}

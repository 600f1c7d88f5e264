package org.offhook.protocols.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;
import org.offhook.protocols.sip.text.Hosts;

/// One hop of the way a request came (RFC 3261 §20.42, RFC 3581).
///
/// @param transport as written: `UDP`, `TCP`, `TLS`, `WS`, `WSS`, `SCTP` or any other token
/// @param host sent-by host, an IPv6 address in its brackets
/// @param port sent-by port, or [SipUri#NO_PORT]
/// @param params branch, received, rport and others
public record Via(String transport, String host, int port, Params params) {

    /// What every branch begins with that is unique for its transaction (RFC 3261 §8.1.1.7).
    public static final String MAGIC_COOKIE = "z9hG4bK";

    /// The Via of a request that is sent here, asking for symmetric responses (RFC 3581).
    public static Via of(String transport, String host, int port, String branch) {
        Params params = Params.NONE.with("branch", branch).with("rport", null);
        return new Via(transport, Hosts.bracketed(host), port, params);
    }

    /// Reads the whole of `text` as one hop; null when it is malformed.
    public static @Nullable Via parse(String text) {
        Cursor in = new Cursor(text);
        Via via = read(in);
        in.skipSpace();
        return in.atEnd() ? via : null;
    }

    /// Reads the whole of `text` as hops separated by commas and adds them to `into`; whether it was well
    /// formed.
    static boolean parseAll(String text, List<Via> into) {
        Cursor in = new Cursor(text);
        do {
            Via via = read(in);
            if (via == null) {
                return false;
            }
            into.add(via);
        } while (in.eatSeparator(','));
        return in.atEnd();
    }

    private static @Nullable Via read(Cursor in) {
        in.skipSpace();
        if (!in.text().regionMatches(true, in.position(), "SIP", 0, 3)) {
            return null;
        }
        in.moveTo(in.position() + 3);
        if (!in.eatSeparator('/')) {
            return null;
        }
        if (!in.text().startsWith("2.0", in.position())) {
            return null;
        }
        in.moveTo(in.position() + 3);
        if (!in.eatSeparator('/')) {
            return null;
        }
        String transport = transport(in);
        if (transport == null || !in.skipSpace()) {
            return null;
        }
        String host = Hosts.read(in);
        if (host == null) {
            return null;
        }
        int port = SipUri.NO_PORT;
        if (in.eatSeparator(':')) {
            port = (int) in.number(65535);
            if (port <= 0) {
                return null;
            }
        }
        Params params = Params.read(in);
        return params == null ? null : new Via(transport, host, port, params);
    }

    private static @Nullable String transport(Cursor in) {
        if (in.text().startsWith("UDP ", in.position())) {
            in.moveTo(in.position() + 3);
            return "UDP";
        }
        if (in.text().startsWith("TCP ", in.position())) {
            in.moveTo(in.position() + 3);
            return "TCP";
        }
        return in.run(Chars.TOKEN);
    }

    /// The branch; null when there is none, as in RFC 2543.
    public @Nullable String branch() {
        return params.get("branch");
    }

    /// Whether the branch identifies the transaction: it begins with the cookie and says something behind it.
    public boolean hasUniqueBranch() {
        String branch = branch();
        return branch != null
                && branch.length() > MAGIC_COOKIE.length()
                && branch.regionMatches(true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length());
    }

    /// Where the request really came from, noted by who received it; brackets removed, null when it is not
    /// noted.
    public @Nullable String received() {
        String received = params.get("received");
        return received == null ? null : Hosts.bare(received);
    }

    /// Whether the sender asks that the response go to the port the request came from (RFC 3581 §3).
    public boolean wantsRport() {
        return params.has("rport");
    }

    /// This hop with the address and port the request came from: `received` always when it differs from sent-by
    /// or rport is asked for (RFC 3261 §18.2.1, RFC 3581 §4), `rport` only when asked for.
    public Via seenFrom(String address, int sourcePort) {
        boolean rport = wantsRport();
        if (!rport && Hosts.bare(host).equalsIgnoreCase(address)) {
            return this;
        }
        Params next = params.with("received", address);
        return new Via(transport, host, port, rport ? next.with("rport", Integer.toString(sourcePort)) : next);
    }

    /// Sent-by as one text, the second half of a transaction's key (RFC 3261 §17.2.3).
    public String sentBy() {
        return port == SipUri.NO_PORT ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(80);
        out.append("SIP/2.0/").append(transport).append(' ').append(host);
        if (port != SipUri.NO_PORT) {
            out.append(':').append(port);
        }
        return params.appendTo(out).toString();
    }
}

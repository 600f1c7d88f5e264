package org.offhook.core.signalling.leg;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.text.Hosts;

/// Where requests go.
public final class Reach {

    /// The parameter of our own URIs that names a connection (RFC 5626 §5.2 calls it a flow token). It never
    /// leaves this server.
    private static final String CONNECTION = "connection";

    private static final Pattern CONNECTION_NUMBER = Pattern.compile("\\d{1,18}");

    private Reach() {}

    /// The transport that a URI asks for (RFC 3263 §4.1, without NAPTR); null when it asks for one not known
    /// here.
    public static @Nullable Transport transport(SipUri uri) {
        String name = uri.transport();
        if (name == null) {
            return uri.secure() ? Transport.TLS : Transport.UDP;
        }
        Transport transport = Transport.of(name);
        return transport == Transport.TCP && uri.secure() ? Transport.TLS : transport;
    }

    /// The way to a URI whose host is an address; null when it is a name.
    public static @Nullable Flow literal(SipUri uri, Transport transport) {
        String host = Hosts.bare(uri.host());
        if (!Hosts.isAddress(uri.host())) {
            return null;
        }
        int port = uri.port() == SipUri.NO_PORT ? transport.defaultPort() : uri.port();
        return new Flow(transport, host, port, Flow.ANY);
    }

    /// As [#literal]; by the very connection that a registration came by when the URI, which is one that
    /// [#way] made, names it.
    private static @Nullable Flow registered(SipUri uri, Transport transport) {
        Flow literal = literal(uri, transport);
        String number = uri.params().get(CONNECTION);
        if (literal == null
                || number == null
                || !CONNECTION_NUMBER.matcher(number).matches()) {
            return literal;
        }
        return new Flow(transport, literal.address(), literal.port(), Long.parseLong(number));
    }

    /// The proxies of a route that is a list of them, as a Path is (RFC 3327 §5.3); none of one that is a URI of
    /// [#way].
    public static List<NameAddr> proxies(@Nullable String route) {
        List<NameAddr> proxies = route == null || !route.contains("<") ? null : NameAddr.parseAll(route);
        return proxies == null ? List.of() : List.copyOf(proxies);
    }

    /// Where a request outside of dialogs is sent first, if that is a URI at all.
    ///
    /// @param route see [#proxies]; null when the target says
    public static @Nullable Uri hop(@Nullable Uri target, @Nullable String route) {
        List<NameAddr> proxies = proxies(route);
        return !proxies.isEmpty() ? proxies.getFirst().uri() : route == null ? target : Uri.parse(route);
    }

    /// The way to a [#hop] that is an address; null when its name has to be looked up. A connection is named by our
    /// own URIs alone: what a phone writes into its Path leads to nobody else's.
    public static @Nullable Flow literal(SipUri hop, Transport transport, @Nullable String route) {
        return route == null || !proxies(route).isEmpty() ? literal(hop, transport) : registered(hop, transport);
    }

    /// The number of the connection that a URI of [#way] names; [Flow#ANY] when it names none.
    public static long connection(String way) {
        SipUri uri = SipUri.parse(way);
        String number = uri == null ? null : uri.params().get(CONNECTION);
        return number == null || !CONNECTION_NUMBER.matcher(number).matches() ? Flow.ANY : Long.parseLong(number);
    }

    /// A URI that leads back by the way that a message came.
    public static String way(Flow flow) {
        String connection = flow.connection() == Flow.ANY ? "" : ";" + CONNECTION + "=" + flow.connection();
        return "sip:" + Hosts.bracketed(flow.address()) + ":" + flow.port() + ";transport="
                + flow.transport().parameter() + connection;
    }

    /// Where a request within a dialog goes: by its routes or to its target, when these are addresses that can
    /// be reached from here. A peer behind a NAT names an address of its own network; it, one that is named by
    /// a name, and one that we hold a stream to, are reached by the way its messages come.
    static Flow within(Dialog dialog, Flow known, Identity identity) {
        if (!(dialog.nextHop() instanceof SipUri uri)) {
            return known;
        }
        boolean direct = dialog.routes().isEmpty();
        if (direct && known.transport().isReliable()) {
            return known;
        }
        Transport transport = uri.transport() == null ? known.transport() : transport(uri);
        if (transport == null || !identity.serves(transport)) {
            return known;
        }
        Flow named = literal(uri, transport);
        if (named == null) {
            return known;
        }
        boolean elsewhere = !named.address().equals(known.address());
        if (!elsewhere && named.port() == known.port() && transport == known.transport()) {
            return known; // The connection to it is there, and its certificate was checked.
        }
        return direct && elsewhere && isPrivate(named.address()) ? known : named;
    }

    /// Whether an address means something in its own network only (RFC 1918, RFC 6598, RFC 3927, RFC 4193,
    /// loopback).
    static boolean isPrivate(String address) {
        if (address.startsWith("10.")
                || address.startsWith("192.168.")
                || address.startsWith("169.254.")
                || address.startsWith("127.")) {
            return true;
        }
        if (address.startsWith("172.") || address.startsWith("100.")) {
            int dot = address.indexOf('.', 4);
            int second = dot < 0 ? -1 : Integer.parseInt(address, 4, dot, 10);
            return address.startsWith("172.") ? second >= 16 && second < 32 : second >= 64 && second < 128;
        }
        return address.equals("::1")
                || address.regionMatches(true, 0, "fc", 0, 2)
                || address.regionMatches(true, 0, "fd", 0, 2)
                || address.regionMatches(true, 0, "fe80", 0, 4);
    }
}

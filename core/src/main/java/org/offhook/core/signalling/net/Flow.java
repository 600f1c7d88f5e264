package org.offhook.core.signalling.net;

/// The way between us and one other end: for UDP its address and port, for a stream also the connection.
///
/// @param address an IP literal without brackets
/// @param connection the number of the connection a message came by, so that the response goes back by it;
///                   [#ANY] for datagrams and for a request that may take any connection to the address
/// @param peer the name that the certificate of the other end must have when we open a secure connection: the
///             host of the URI, not one that DNS put in its place (RFC 5922 §7.1); empty: its address
public record Flow(Transport transport, String address, int port, long connection, String peer) {

    /// No particular connection.
    public static final long ANY = 0;

    /// To or from an address.
    public Flow(Transport transport, String address, int port, long connection) {
        this(transport, address, port, connection, "");
    }

    /// A datagram's other end.
    public static Flow udp(String address, int port) {
        return new Flow(Transport.UDP, address, port, ANY);
    }

    /// This way to an end that must be `name`; the same when nobody can prove a name.
    Flow provenBy(String name) {
        return transport.isSecure() ? new Flow(transport, address, port, connection, name) : this;
    }

    @Override
    public String toString() {
        return transport.parameter() + ":" + address + ":" + port;
    }
}

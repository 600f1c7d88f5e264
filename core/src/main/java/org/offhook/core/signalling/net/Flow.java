package org.offhook.core.signalling.net;

/// The way between us and one other end: for UDP its address and port, for a stream also the connection.
///
/// @param address an IP literal without brackets
/// @param connection the number of the connection a message came by, so that the response goes back by it;
///                   [#ANY] for datagrams and for a request that may take any connection to the address
public record Flow(Transport transport, String address, int port, long connection) {

    /// No particular connection.
    public static final long ANY = 0;

    /// A datagram's other end.
    public static Flow udp(String address, int port) {
        return new Flow(Transport.UDP, address, port, ANY);
    }

    @Override
    public String toString() {
        return transport.parameter() + ":" + address + ":" + port;
    }
}

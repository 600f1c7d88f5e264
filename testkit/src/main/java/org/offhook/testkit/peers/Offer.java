package org.offhook.testkit.peers;

/// The session description of one audio stream: PCMU, and telephone-event as payload type 101.
///
/// @param host      where the sound is wanted
/// @param port      its RTP port; 9 when nobody listens
/// @param direction `sendrecv`, `sendonly`, `recvonly` or `inactive`
/// @param version   of the description, counting up in re-INVITEs (RFC 3264 §8)
public record Offer(String host, int port, String direction, int version) {

    /// Nobody listens.
    public static final Offer DEAF = new Offer("127.0.0.1", 9, "sendrecv", 1);

    /// Sound goes to this party.
    public static Offer of(RtpParty party) {
        return at(party.port());
    }

    public static Offer at(int port) {
        return new Offer("127.0.0.1", port, "sendrecv", 1);
    }

    /// The next description of the same stream.
    public Offer then(String nextDirection) {
        return new Offer(host, port, nextDirection, version + 1);
    }

    String text() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 " + version + " IN IP4 " + host,
                "s=-",
                "c=IN IP4 " + host,
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0 101",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-15",
                "a=" + direction,
                "");
    }
}

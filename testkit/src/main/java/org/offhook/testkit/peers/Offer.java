package org.offhook.testkit.peers;

import java.util.ArrayList;
import java.util.List;

/// The session description of an audio stream, or of several: PCMU, and perhaps telephone-event as payload type 101.
///
/// @param host      where the sound is wanted
/// @param port      its RTP port; 9 when nobody listens
/// @param direction `sendrecv`, `sendonly`, `recvonly` or `inactive`
/// @param version   of the description, counting up in re-INVITEs (RFC 3264 §8)
/// @param events    whether keys may come as telephone-event
/// @param more      RTP ports of further streams
public record Offer(String host, int port, String direction, int version, boolean events, List<Integer> more) {

    /// Nobody listens.
    public static final Offer DEAF = at(9);

    /// Sound goes to this party.
    public static Offer of(RtpParty party) {
        return at(party.port());
    }

    public static Offer at(int port) {
        return new Offer("127.0.0.1", port, "sendrecv", 1, true);
    }

    public Offer(String host, int port, String direction, int version, boolean events) {
        this(host, port, direction, version, events, List.of());
    }

    /// Two streams that go to these parties, who send none.
    public static Offer listening(RtpParty first, RtpParty second) {
        return new Offer("127.0.0.1", first.port(), "recvonly", 1, false, List.of(second.port()));
    }

    /// The next description of the same stream.
    public Offer then(String nextDirection) {
        return new Offer(host, port, nextDirection, version + 1, events);
    }

    /// Without telephone-event: keys come as tones.
    public Offer withoutEvents() {
        return new Offer(host, port, direction, version, false);
    }

    String text() {
        String family = host.indexOf(':') < 0 ? "IP4" : "IP6";
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=- 1 " + version + " IN " + family + " " + host,
                "s=-",
                "c=IN " + family + " " + host,
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0" + (events ? " 101" : ""),
                "a=rtpmap:0 PCMU/8000"));
        if (events) {
            lines.addAll(List.of("a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15"));
        }
        lines.add("a=" + direction);
        for (int next : more) {
            lines.addAll(List.of("m=audio " + next + " RTP/AVP 0", "a=rtpmap:0 PCMU/8000", "a=" + direction));
        }
        lines.add("");
        return String.join("\r\n", lines);
    }
}

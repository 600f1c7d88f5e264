package org.offhook.protocols.rtp;

/// Finds key presses in the telephone events of one stream.
///
/// All packets of a press carry the timestamp of its start (RFC 4733 §2.2.1), so a press is reported with the
/// first of its packets that arrives, whichever that is, and the others are known by the timestamp. Packets
/// older than the last press are stragglers. Two things look like a new press and are the old one: a segment of
/// a long press (§2.5.1.3), whose timestamp continues where the former ended, and a sender that moves the
/// timestamp with each packet.
public final class TelephoneEventReceiver {
    /// Slack in RTP units (30 ms) when a segment is joined to the press before it; keys need 40 ms between
    /// them.
    private static final int JOIN = 240;

    /// A step back by more (10 s) is a sender that started anew, not a straggler.
    private static final int RESTART = 80_000;

    private boolean any;
    private int ssrc;
    private int timestamp;
    private int event;
    private int duration;
    private boolean ended;

    /// Takes one packet whose payload type is telephone-event.
    ///
    /// @return the key when the packet begins a press, else 0
    public char packet(RtpPacket packet) {
        int length = packet.payloadLength();
        if (length < TelephoneEvent.LENGTH || length % TelephoneEvent.LENGTH != 0) {
            return 0;
        }
        int code = packet.payload(0) & 0xff;
        boolean end = packet.payload(1) < 0;
        int lasted = (packet.payload(2) & 0xff) << 8 | (packet.payload(3) & 0xff);
        return step(packet.ssrc(), packet.timestamp(), packet.marker(), code, end, lasted);
    }

    private char step(int source, int at, boolean marker, int code, boolean end, int lasted) {
        int since = at - timestamp;
        boolean sameStream = any && source == ssrc && since > -RESTART;
        if (sameStream && since < 0) {
            return 0;
        }
        boolean samePress = sameStream && code == event && (since == 0 || continues(since, marker));
        any = true;
        ssrc = source;
        timestamp = at;
        event = code;
        duration = since == 0 && samePress ? Math.max(duration, lasted) : lasted;
        ended = end || (samePress && since == 0 && ended);
        return samePress ? 0 : TelephoneEvent.key(code);
    }

    private boolean continues(int since, boolean marker) {
        return !ended && !marker && since <= duration + JOIN;
    }
}

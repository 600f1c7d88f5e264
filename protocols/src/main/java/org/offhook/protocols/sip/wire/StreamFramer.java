package org.offhook.protocols.sip.wire;

import java.util.Arrays;

/// Cuts a byte stream into SIP messages by their Content-Length (RFC 3261 §18.3) and finds the keep-alives
/// between them (RFC 5626 §4.4.1). Bounded: it holds one message of [WireLimits#messageBytes] and what came
/// with it.
///
/// After [Frame.Broken] the place where the next message begins is unknown: the connection must be closed.
public final class StreamFramer {

    private static final int MIN_ROOM = 1024;

    private final WireLimits limits;
    private byte[] bytes = new byte[MIN_ROOM];
    /// What is held are the bytes from `from` to before `to`.
    private int from;
    private int to;
    /// How far the header was searched for its end.
    private int searched;
    /// The length of the message at `from`, once its header was seen; 0 before.
    private int whole;
    /// Whether the last thing was one line end between messages: with a second one it is a ping.
    private boolean halfPing;

    public StreamFramer(WireLimits limits) {
        this.limits = limits;
    }

    /// What the stream has next.
    public sealed interface Frame {

        /// The bytes of one message, for [SipParser#parse(byte[])].
        record Message(byte[] bytes) implements Frame {}

        /// The other side asks whether we live: answer with one CRLF.
        record Ping() implements Frame {}

        /// The stream cannot be cut any further. What the parser says about `bytes` is the answer the other
        /// side is owed before the connection is closed.
        record Broken(byte[] bytes, String reason) implements Frame {}

        /// Nothing whole: offer more.
        record More() implements Frame {}
    }

    private static final Frame MORE = new Frame.More();
    private static final Frame PING = new Frame.Ping();

    /// Takes bytes that were read. Call [#next] until it says [Frame.More] before offering again.
    public void offer(byte[] source, int sourceFrom, int sourceTo) {
        int more = sourceTo - sourceFrom;
        if (to + more > bytes.length) {
            int held = to - from;
            byte[] room = held + more > bytes.length ? new byte[Math.max(bytes.length * 2, held + more)] : bytes;
            System.arraycopy(bytes, from, room, 0, held);
            bytes = room;
            searched -= from;
            from = 0;
            to = held;
        }
        System.arraycopy(source, sourceFrom, bytes, to, more);
        to += more;
    }

    /// How many bytes are held of a message that is not whole.
    public int held() {
        return to - from;
    }

    /// The next frame.
    public Frame next() {
        if (whole == 0) {
            while (to - from >= 2 && isCrlf(from)) {
                skip(2);
                halfPing = !halfPing;
                if (!halfPing) {
                    return PING;
                }
            }
            // A lone CR may still become the second half.
            halfPing = halfPing && (to == from || (to - from == 1 && bytes[from] == '\r'));
            int bodyAt = findBody();
            if (bodyAt < 0) {
                return to - from > limits.messageBytes() ? broken("header too large") : MORE;
            }
            HeaderScan scan = new HeaderScan(bytes, lineEnd(), bodyAt, limits);
            long length = scan.contentLength();
            if (length < 0) {
                return broken(length == HeaderScan.NO_LENGTH ? "no Content-Length" : "bad Content-Length");
            }
            if (bodyAt - from + length > limits.messageBytes()) {
                return broken("message too large");
            }
            whole = bodyAt - from + (int) length;
        }
        if (to - from < whole) {
            return MORE;
        }
        byte[] message = Arrays.copyOfRange(bytes, from, from + whole);
        skip(whole);
        return new Frame.Message(message);
    }

    private Frame broken(String reason) {
        return new Frame.Broken(Arrays.copyOfRange(bytes, from, to), reason);
    }

    private void skip(int count) {
        from += count;
        whole = 0;
        searched = from;
        if (from == to) {
            from = 0;
            to = 0;
            searched = 0;
            if (bytes.length > 4 * MIN_ROOM) {
                bytes = new byte[MIN_ROOM];
            }
        }
    }

    /// Where the header ends and the body begins; -1 when that has not come yet.
    private int findBody() {
        for (int i = Math.max(from, searched); i + 3 < to; i++) {
            if (bytes[i] == '\r' && isCrlf(i) && isCrlf(i + 2)) {
                return i + 4;
            }
            searched = i + 1;
        }
        return -1;
    }

    private int lineEnd() {
        int at = from;
        while (!isCrlf(at)) {
            at++;
        }
        return at + 2;
    }

    private boolean isCrlf(int at) {
        return bytes[at] == '\r' && bytes[at + 1] == '\n';
    }
}

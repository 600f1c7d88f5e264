package org.offhook.protocols.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.wire.StreamFramer.Frame;

class StreamFramerTest {

    private final StreamFramer framer = new StreamFramer(new WireLimits(400, 20, 200, 32));

    @Test
    void messagesAreCutByTheirContentLength() {
        offer("A sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbodyB sip:b SIP/2.0\r\nl : 0\r\n\r\nC");
        assertThat(text(framer.next())).isEqualTo("A sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody");
        assertThat(text(framer.next())).isEqualTo("B sip:b SIP/2.0\r\nl : 0\r\n\r\n");
        assertThat(framer.next()).isInstanceOf(Frame.More.class);
        assertThat(framer.held()).isEqualTo(1);
    }

    @Test
    void aMessageInPiecesIsOneMessage() {
        String message = "A sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
        for (int i = 0; i < message.length() - 1; i++) {
            offer(message.substring(i, i + 1));
            assertThat(framer.next()).isInstanceOf(Frame.More.class);
        }
        offer("y");
        assertThat(text(framer.next())).hasSize(message.length());
    }

    @Test
    void aDoubleLineEndBetweenMessagesIsAPing() {
        offer("\r\n");
        assertThat(framer.next()).isInstanceOf(Frame.More.class);
        offer("\r\n");
        assertThat(framer.next()).isInstanceOf(Frame.Ping.class);
        assertThat(framer.held()).isZero();
    }

    @Test
    void aPingThatArrivesByteByByteIsAPing() {
        for (String piece : new String[] {"\r", "\n", "\r"}) {
            offer(piece);
            assertThat(framer.next()).isInstanceOf(Frame.More.class);
        }
        offer("\n");
        assertThat(framer.next()).isInstanceOf(Frame.Ping.class);
    }

    @Test
    void aSingleLineEndBeforeAMessageIsIgnored() {
        offer("\r\nA sip:a SIP/2.0\r\nl:0\r\n\r\n\r\nB sip:b SIP/2.0\r\nl:0\r\n\r\n");
        assertThat(text(framer.next())).startsWith("A sip:a");
        assertThat(text(framer.next())).startsWith("B sip:b");
    }

    @Test
    void withoutAUsableContentLengthTheStreamIsBroken() {
        for (String length :
                new String[] {"", "l: -1\r\n", "l: 1x\r\n", "l: 4294967296\r\n", "l: 4\r\nl: 4\r\n", "l: 999\r\n"}) {
            StreamFramer fresh = new StreamFramer(new WireLimits(400, 20, 200, 32));
            byte[] bytes = ("A sip:a SIP/2.0\r\n" + length + "\r\nbody").getBytes(StandardCharsets.UTF_8);
            fresh.offer(bytes, 0, bytes.length);
            assertThat(fresh.next()).as(length).isInstanceOf(Frame.Broken.class);
        }
    }

    @Test
    void aHeaderWithoutEndIsNotHeldForEver() {
        offer("A sip:a SIP/2.0\r\nX: " + "x".repeat(500));
        assertThat(framer.next()).isInstanceOf(Frame.Broken.class);
    }

    private void offer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        framer.offer(bytes, 0, bytes.length);
    }

    private static String text(Frame frame) {
        assertThat(frame).isInstanceOf(Frame.Message.class);
        return new String(((Frame.Message) frame).bytes(), StandardCharsets.UTF_8);
    }
}

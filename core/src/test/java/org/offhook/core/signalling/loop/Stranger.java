package org.offhook.core.signalling.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.WireLimits;

/// A peer in a [World] that says exactly what the test wants.
final class Stranger {

    private final World world;
    private final String address;
    final List<SipMessage> heard = new ArrayList<>();

    Stranger(World world, String address) {
        this.world = world;
        this.address = address;
        SipParser parser = new SipParser(WireLimits.DEFAULT);
        world.listen(address, (_, bytes) -> heard.add(((ParseResult.Parsed) parser.parse(bytes)).message()));
    }

    /// Sends text with line ends as they are in Java, and a body behind an empty line.
    void say(String to, String text) {
        say(to, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void say(String to, byte[] bytes) {
        world.send(address, Flow.udp(to, 5060), bytes);
        world.run(Duration.ofMillis(30));
    }

    /// Sends a request with the usual fields and those of `more`.
    void request(String to, String method, int cseq, String toTag, String more) {
        say(to, text(method, cseq, toTag, more));
    }

    String text(String method, int cseq, String toTag, String more) {
        return text("sip:100@example.com", method, cseq, toTag, more);
    }

    String text(String uri, String method, int cseq, String toTag, String more) {
        return """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP %s;branch=z9hG4bK%s%d
                From: <sip:u@example.com>;tag=mine
                To: <sip:u@example.com>%s
                Call-ID: call-of-%s
                CSeq: %d %s
                Contact: <sip:u@%s>
                Max-Forwards: 70
                %s
                """.formatted(
                        method,
                        uri,
                        address,
                        method.equals("CANCEL") ? "INVITE" : method,
                        cseq,
                        toTag.isEmpty() ? "" : ";tag=" + toTag,
                        address,
                        cseq,
                        method,
                        address,
                        more)
                .replace("\n\n\n", "\n\n");
    }

    List<Integer> statuses() {
        return heard.stream()
                .filter(SipResponse.class::isInstance)
                .map(message -> ((SipResponse) message).status())
                .toList();
    }

    SipResponse last() {
        return (SipResponse)
                heard.stream().filter(SipResponse.class::isInstance).toList().getLast();
    }

    List<String> requests() {
        return heard.stream()
                .filter(SipRequest.class::isInstance)
                .map(message -> ((SipRequest) message).method().name())
                .toList();
    }
}

package org.offhook.core.signalling.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
                        ended(more))
                .replace("\n\n\n", "\n\n");
    }

    /// Answers the latest request of a method that was heard.
    ///
    /// @param more fields and a body, as in [#request]
    void reply(String to, String method, int status, String tag, String more) {
        reply(to, method, status, tag, more, via -> via);
    }

    /// @param hop what becomes of the Via
    void reply(String to, String method, int status, String tag, String more, UnaryOperator<String> hop) {
        SipRequest request = latest(method);
        String known = request.to().tag() == null ? ";tag=" + tag : "";
        say(to, """
                SIP/2.0 %d Said
                Via: %s
                From: %s
                To: %s%s
                Call-ID: %s
                CSeq: %s
                Contact: <sip:u@%s>
                %s
                """.formatted(
                        status,
                        hop.apply(request.topVia().toString()),
                        request.from(),
                        request.to(),
                        known,
                        request.callId(),
                        request.cseq(),
                        address,
                        ended(more))
                .replace("\n\n\n", "\n\n"));
    }

    SipRequest latest(String method) {
        return heard.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.method().name().equals(method))
                .toList()
                .getLast();
    }

    /// A request in the dialog of a call that it was sent, when it answers or rings with `tag`.
    void within(String to, String method, int cseq, String tag, String more) {
        SipRequest invite = latest("INVITE");
        say(to, """
                %s sip:x@%s SIP/2.0
                Via: SIP/2.0/UDP %s;branch=z9hG4bKin%s%d
                From: %s;tag=%s
                To: %s
                Call-ID: %s
                CSeq: %d %s
                Contact: <sip:u@%s>
                Max-Forwards: 70
                %s
                """.formatted(
                        method,
                        to,
                        address,
                        tag,
                        cseq,
                        invite.to(),
                        tag,
                        invite.from(),
                        invite.callId(),
                        cseq,
                        method,
                        address,
                        ended(more))
                .replace("\n\n\n", "\n\n"));
    }

    /// Fields without a body end with an empty line.
    private static String ended(String more) {
        return more.isEmpty() || more.contains("\n\n") || more.endsWith("\n") ? more : more + "\n";
    }

    List<Integer> statuses() {
        return heard.stream()
                .filter(SipResponse.class::isInstance)
                .map(message -> ((SipResponse) message).status())
                .toList();
    }

    List<SipResponse> responses() {
        return heard.stream()
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .toList();
    }

    SipResponse last() {
        return responses().getLast();
    }

    List<String> requests() {
        return heard.stream()
                .filter(SipRequest.class::isInstance)
                .map(message -> ((SipRequest) message).method().name())
                .toList();
    }
}

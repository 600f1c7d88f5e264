package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.SipWriter;
import org.offhook.protocols.sip.wire.WireLimits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// An INVITE with SDP, about 700 bytes, read and written.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SipBenchmark {

    private static final String SDP = """
            v=0
            o=- 20518 0 IN IP4 203.0.113.1
            s=-
            c=IN IP4 203.0.113.1
            t=0 0
            m=audio 54400 RTP/AVP 0 8 101
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """.replace("\n", "\r\n");

    private static final String INVITE = """
            INVITE sip:+15550100@192.0.2.10:5060 SIP/2.0
            Via: SIP/2.0/UDP 203.0.113.1:5060;rport;branch=z9hG4bK74bf9
            Max-Forwards: 70
            From: "Caller" <sip:+15550199@203.0.113.1>;tag=9fxced76sl
            To: <sip:+15550100@192.0.2.10>
            Call-ID: 3848276298220188511@203.0.113.1
            CSeq: 1 INVITE
            Contact: <sip:+15550199@203.0.113.1:5060>
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO
            Supported: replaces, timer
            User-Agent: benchmark
            Content-Type: application/sdp
            Content-Length: %d

            """.formatted(SDP.length()).replace("\n", "\r\n");

    private final byte[] bytes = (INVITE + SDP).getBytes(UTF_8);
    private final SipParser parser = new SipParser(WireLimits.DEFAULT);
    private final SipWriter writer = new SipWriter();
    private final SipMessage message = message(parser.parse(bytes));

    @Benchmark
    public ParseResult read() {
        return parser.parse(bytes);
    }

    @Benchmark
    public byte[] write() {
        return writer.write(message);
    }

    private static SipMessage message(ParseResult result) {
        if (result instanceof ParseResult.Parsed(SipMessage parsed)) {
            return parsed;
        }
        throw new IllegalStateException("the message is not understood: " + result);
    }
}

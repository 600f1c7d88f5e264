package org.offhook.protocols.sip.wire;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;

/// Reads one message (RFC 3261 §7) from bytes.
///
/// The bytes of the header are walked over once; fields stay slices of the array until somebody asks for their
/// text. Then the fields that carry the protocol are read ([SipMessage#defect]), so that whoever gets the
/// message can rely on them. The first fault decides the answer; reading goes on behind it only to find the
/// fields the answer needs.
public final class SipParser {

    private final WireLimits limits;

    public SipParser(WireLimits limits) {
        this.limits = limits;
    }

    /// Reads the message in a datagram: the body ends with the datagram or, when Content-Length says so, before
    /// it; what follows is ignored (RFC 3261 §18.3). The array must not be changed afterwards.
    public ParseResult parse(byte[] datagram) {
        return parse(datagram, 0, datagram.length);
    }

    /// As [#parse(byte[])], for the bytes from `from` to before `to`.
    public ParseResult parse(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        if (start == to) {
            return new ParseResult.Unusable("Empty");
        }
        StartLine line = StartLine.read(bytes, start, to, limits);
        HeaderScan scan = new HeaderScan(bytes, line.end(), to, limits);
        Headers headers = scan.headers();
        Fault fault = to - start > limits.messageBytes() ? new Fault(513, "Message Too Large") : scan.fault();
        Body body = body(bytes, to, scan);
        if (fault == null && body == null) {
            fault = new Fault(400, "Bad Content-Length");
        }
        if (fault != null || body == null) {
            return refusal(line, headers, fault == null ? new Fault(400, "Bad Content-Length") : fault);
        }
        return switch (line) {
            case StartLine.OfRequest request ->
                checked(line, new SipRequest(request.method(), request.uri(), headers, body));
            case StartLine.OfResponse response ->
                checked(line, new SipResponse(response.status(), response.reason(), headers, body));
            case StartLine.Broken broken -> refusal(line, headers, broken.fault());
        };
    }

    private static ParseResult checked(StartLine line, SipMessage message) {
        Fault fault = Fault.of(message);
        return fault == null ? new ParseResult.Parsed(message) : refusal(line, message.headers(), fault);
    }

    private static ParseResult refusal(StartLine line, Headers headers, Fault fault) {
        return line.isAnswerable() && headers.has(HeaderName.VIA)
                ? new ParseResult.Rejected(fault.status(), fault.reason(), headers)
                : new ParseResult.Unusable(fault.reason());
    }

    private static @Nullable Body body(byte[] bytes, int to, HeaderScan scan) {
        long length = scan.contentLength();
        int from = scan.bodyStart();
        if (length == HeaderScan.NO_LENGTH) {
            return Body.slice(bytes, from, to);
        }
        return length >= 0 && length <= to - from ? Body.slice(bytes, from, from + (int) length) : null;
    }
}

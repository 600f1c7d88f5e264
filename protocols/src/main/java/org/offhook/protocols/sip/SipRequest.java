package org.offhook.protocols.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.ByteBuilder;

/// A request.
public final class SipRequest extends SipMessage {

    private final Method method;
    private final Uri uri;

    public SipRequest(Method method, Uri uri, Headers headers, Body body) {
        super(headers, body);
        this.method = method;
        this.uri = uri;
    }

    public Method method() {
        return method;
    }

    /// The Request-URI.
    public Uri uri() {
        return uri;
    }

    public boolean is(Method wanted) {
        return method.equals(wanted);
    }

    public SipRequest withHeaders(Headers next) {
        return new SipRequest(method, uri, next, body());
    }

    public SipRequest withUri(Uri next) {
        return new SipRequest(method, next, headers(), body());
    }

    /// The request as a server hands it on: its latest hop says where it came from ([Via#seenFrom]).
    public SipRequest receivedFrom(String address, int port) {
        Via top = topVia();
        Via seen = top.seenFrom(address, port);
        return seen.equals(top) ? this : withTopVia(seen);
    }

    /// The request with another latest hop, which its responses copy.
    public SipRequest withTopVia(Via seen) {
        Headers.Builder next = Headers.builder();
        boolean replaced = false;
        for (int i = 0; i < headers().size(); i++) {
            Header field = headers().get(i);
            if (!replaced && field.is(HeaderName.VIA)) {
                next.add(HeaderName.VIA, withFirstHop(field.value(), seen));
                replaced = true;
            } else {
                next.add(field);
            }
        }
        return withHeaders(next.build());
    }

    private static String withFirstHop(String field, Via first) {
        StringBuilder out = new StringBuilder(first.toString());
        if (field.indexOf(',') >= 0) {
            List<Via> hops = new ArrayList<>();
            Via.parseAll(field, hops);
            for (int i = 1; i < hops.size(); i++) {
                out.append(", ").append(hops.get(i));
            }
        }
        return out.toString();
    }

    @Override
    public void appendStartLineTo(ByteBuilder out) {
        out.append(method.name()).append(' ').append(uri.toString()).append(" SIP/2.0");
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipRequest that
                && method.equals(that.method)
                && uri.equals(that.uri)
                && headers().equals(that.headers())
                && body().equals(that.body());
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, uri, headers());
    }
}

package org.offhook.protocols.sip;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.ByteBuilder;

/// A response.
public final class SipResponse extends SipMessage {

    private final int status;
    private final String reason;

    /// @param status 100 to 699
    /// @param reason for people; may be empty
    public SipResponse(int status, String reason, Headers headers, Body body) {
        super(headers, body);
        this.status = status;
        this.reason = reason;
    }

    /// The beginning of a response to `request` (RFC 3261 §8.2.6.2): its Via, From, To, Call-ID and CSeq
    /// fields. The To gets `toTag` when the request has none there; null leaves it bare, as a 100 may.
    public static Builder to(SipRequest request, int status, @Nullable String toTag) {
        return new Builder(request.headers(), request.to(), status, toTag);
    }

    /// The beginning of a response to a request of which only these fields could be read.
    public static Builder toFields(Headers request, int status, @Nullable String toTag) {
        Header to = request.first(HeaderName.TO);
        return new Builder(request, to == null ? null : NameAddr.parse(to.value()), status, toTag);
    }

    public int status() {
        return status;
    }

    /// The reason phrase; may be empty.
    public String reason() {
        return reason;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isFinal() {
        return status >= 200;
    }

    @Override
    public void appendStartLineTo(ByteBuilder out) {
        out.append("SIP/2.0 ").append(status).append(' ').append(reason);
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipResponse that
                && status == that.status
                && reason.equals(that.reason)
                && headers().equals(that.headers())
                && body().equals(that.body());
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, reason, headers());
    }

    /// Collects the fields of a response.
    public static final class Builder {

        private final int status;
        private final Headers.Builder headers = Headers.builder();
        private String reason;
        private Body body = Body.NONE;

        /// Copies what it finds: a request that was refused may lack some of the fields.
        Builder(Headers request, @Nullable NameAddr address, int status, @Nullable String toTag) {
            this.status = status;
            this.reason = Status.reason(status);
            headers.copy(HeaderName.VIA, request);
            copyFirst(HeaderName.FROM, request);
            Header to = request.first(HeaderName.TO);
            if (to != null) {
                // A To that cannot be read is given back as it came.
                boolean tagged = toTag == null || address == null || address.tag() != null;
                headers.add(tagged ? to : to.plus(";tag=" + toTag));
            }
            copyFirst(HeaderName.CALL_ID, request);
            copyFirst(HeaderName.CSEQ, request);
        }

        private void copyFirst(HeaderName name, Headers request) {
            Header field = request.first(name);
            if (field != null) {
                headers.add(field);
            }
        }

        public Builder reason(String phrase) {
            reason = phrase;
            return this;
        }

        public Builder header(HeaderName name, String value) {
            headers.add(name, value);
            return this;
        }

        public Builder headers(Iterable<Header> fields) {
            headers.addAll(fields);
            return this;
        }

        /// Copies the fields of this name that `request` has.
        public Builder copy(HeaderName name, SipRequest request) {
            headers.copy(name, request.headers());
            return this;
        }

        /// The body and its type.
        public Builder body(String contentType, Body content) {
            headers.add(HeaderName.CONTENT_TYPE, contentType);
            body = content;
            return this;
        }

        /// The body, whose type is among the fields already.
        public Builder content(Body content) {
            body = content;
            return this;
        }

        public SipResponse build() {
            return new SipResponse(status, reason, headers.build(), body);
        }
    }
}

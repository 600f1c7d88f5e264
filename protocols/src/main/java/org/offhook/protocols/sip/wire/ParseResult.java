package org.offhook.protocols.sip.wire;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipResponse;

/// What the bytes turned out to be.
public sealed interface ParseResult {

    /// A well-formed message: no typed view of it fails.
    record Parsed(SipMessage message) implements ParseResult {}

    /// A request that is refused for its form, but says enough to be answered.
    ///
    /// @param status the status to answer with, 400 to 599
    /// @param reason what is wrong, fit for a reason phrase
    /// @param headers the fields that could be read; there is a Via among them
    record Rejected(int status, String reason, Headers headers) implements ParseResult {

        /// The answer. It is sent without a transaction (RFC 3261 §8.2.7) to where the request came from.
        public SipResponse response(@Nullable String toTag) {
            return SipResponse.toFields(headers, status, toTag).reason(reason).build();
        }
    }

    /// Nothing that could be answered: no SIP, a broken response, an ACK, a request without a Via.
    record Unusable(String reason) implements ParseResult {}
}

package org.offhook.protocols.sip.transaction;

import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;

/// Requests that follow from another request within its transaction.
public final class Requests {

    private Requests() {}

    /// The ACK for a refusal of `invite` (RFC 3261 §17.1.1.3): same hop and branch, the To of the response.
    public static SipRequest ack(SipRequest invite, SipResponse refusal) {
        return follow(invite, Method.ACK, refusal.to().toString());
    }

    /// The CANCEL of `invite` (§9.1): same hop and branch, no tag that the INVITE had not.
    public static SipRequest cancel(SipRequest invite) {
        return follow(invite, Method.CANCEL, invite.to().toString());
    }

    private static SipRequest follow(SipRequest invite, Method method, String to) {
        Headers.Builder headers = Headers.builder()
                .add(HeaderName.VIA, invite.topVia().toString())
                .copy(HeaderName.ROUTE, invite.headers())
                .add(HeaderName.MAX_FORWARDS, "70")
                .copy(HeaderName.FROM, invite.headers())
                .add(HeaderName.TO, to)
                .copy(HeaderName.CALL_ID, invite.headers())
                .add(HeaderName.CSEQ, invite.cseq().number() + " " + method);
        return new SipRequest(method, invite.uri(), headers.build(), Body.NONE);
    }
}

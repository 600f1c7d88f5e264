package org.offhook.core.signalling.leg;

import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Failure;

/// Waits for what comes back to a request whose answer the script does not wait for. Only the answer that the
/// dialog is unknown there, or none at all, means something: the other side is gone (RFC 5057 §5.1).
record Quiet(Session session) implements ClientTransaction.User {

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.status() == 481) {
            session.lose(481, now);
        } else if (response.isFinal()) {
            session.peer().sendAgain(request, response, this, now);
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        session.lose(cause == Failure.TIMEOUT ? 408 : 503, now);
    }
}

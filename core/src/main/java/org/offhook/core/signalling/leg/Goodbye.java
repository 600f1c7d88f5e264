package org.offhook.core.signalling.leg;

import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Failure;

/// Waits for what comes back to a BYE; then nothing is left of the dialog, whatever it was.
record Goodbye(Session session) implements ClientTransaction.User {

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isFinal() && !session.peer().sendAgain(request, response, this, now)) {
            session.gone();
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        session.gone();
    }
}

package org.offhook.core.signalling.leg;

import java.util.HashMap;
import java.util.Map;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.Deadline;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.transaction.Failure;
import org.offhook.protocols.sip.transaction.Requests;

/// An INVITE that was given up before anything was heard of it. It may have arrived for all that: a phone that
/// says late that it rings is sent a CANCEL (RFC 3261 §9.1 allows none before), and one that answers late an ACK
/// and a BYE (§13.2.2.4), so that nobody is left in a call with no one.
final class GivenUp implements ClientTransaction.User {

    private final Tools tools;
    private final Leg leg;
    private final Challenges challenges;
    private final ClientTransaction.OfInvite transaction;
    private final Deadline patience;
    private boolean cancelled;
    /// The ACK of each 2xx, for its repetitions.
    private final Map<DialogId, Acknowledged> acknowledged = new HashMap<>();

    private record Acknowledged(Session session, byte[] ack) {}

    private GivenUp(Tools tools, Leg leg, Challenges challenges, ClientTransaction.OfInvite transaction) {
        this.tools = tools;
        this.leg = leg;
        this.challenges = challenges;
        this.transaction = transaction;
        this.patience = new Deadline(tools.wheel(), _ -> tools.transactions().remove(transaction));
    }

    /// @param leg whose INVITE it was
    static void leave(Tools tools, Leg leg, Challenges challenges, ClientTransaction.OfInvite transaction, long now) {
        transaction.giveUp(new GivenUp(tools, leg, challenges, transaction), now);
    }

    /// Sends the CANCEL of an INVITE.
    static void cancel(Tools tools, ClientTransaction.OfInvite invite, long now) {
        tools.transactions().send(Requests.cancel(invite.request()), invite.flow(), Unheard.INSTANCE, now);
    }

    @Override
    public void responded(SipRequest invite, SipResponse response, long now) {
        if (response.isSuccess()) {
            patience.clear();
            end(invite, response, now);
        } else if (!response.isProvisional()) {
            patience.clear();
        } else if (!cancelled) {
            cancelled = true;
            patience.set(tools.limits().datagram().patience(), now); // §9.1: 64·T1 after the CANCEL
            cancel(tools, transaction, now);
        }
    }

    private void end(SipRequest invite, SipResponse success, long now) {
        DialogId id = DialogId.ofOurs(success);
        Acknowledged before = acknowledged.get(id);
        if (before != null) {
            before.session().peer().sendBytes(before.ack()); // the ACK was lost
        } else if (acknowledged.size() < tools.limits().dialogs().earlyDialogs()) {
            Session session =
                    new Session(tools, leg, Dialog.uac(invite, success), transaction.flow(), challenges, true);
            session.confirmed(success, now);
            byte[] ack = session.peer().ack(invite.cseq().number(), Headers.NONE, Body.NONE);
            acknowledged.put(id, new Acknowledged(session, ack));
            session.hangUp(now);
        }
    }

    @Override
    public void failed(SipRequest invite, Failure cause, long now) {
        patience.clear();
    }

    /// What comes back to a CANCEL says nothing: the response to the INVITE does.
    private enum Unheard implements ClientTransaction.User {
        INSTANCE;

        @Override
        public void responded(SipRequest request, SipResponse response, long now) {}

        @Override
        public void failed(SipRequest request, Failure cause, long now) {}
    }
}

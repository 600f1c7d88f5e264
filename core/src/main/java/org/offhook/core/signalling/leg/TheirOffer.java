package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.Deadline;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Failure;

/// A request of the other side within the dialog (INVITE, UPDATE, PRACK) whose offer, or whose wish for one,
/// waits for the script. There is at most one.
final class TheirOffer implements ServerTransaction.User {

    private final Tools tools;
    private final Session session;
    private @Nullable Asked asked;

    /// What is to be answered.
    ///
    /// @param transaction of it
    /// @param number      by which the script answers it
    record Asked(ServerTransaction transaction, SipRequest request, int number, Deadline deadline) {}

    TheirOffer(Tools tools, Session session) {
        this.tools = tools;
        this.session = session;
    }

    boolean isOpen() {
        return asked != null;
    }

    /// Whether it is this one that waits.
    boolean is(int number) {
        return asked != null && asked.number() == number;
    }

    /// Keeps it until the script decides, or has taken too long.
    void open(ServerTransaction transaction, SipRequest request, int number, long now) {
        transaction.user(this);
        asked = new Asked(transaction, request, number, new Deadline(tools.wheel(), this::undecided));
        asked.deadline().set(tools.limits().decision().toNanos(), now);
    }

    /// Takes it out, to be answered; null when there is none.
    @Nullable
    Asked take() {
        Asked open = asked;
        if (open != null) {
            open.deadline().clear();
            asked = null;
        }
        return open;
    }

    void refuse(int status, String reason, long now) {
        Asked open = take();
        if (open != null) {
            session.agreement().refused();
            SipResponse response =
                    tools.response(open.request(), status, null).reason(reason).build();
            open.transaction().respond(response, now);
        }
    }

    private void undecided(long now) {
        refuse(500, "Server Internal Error", now);
    }

    /// CANCEL of an INVITE that the script has not answered (RFC 3261 §9.2).
    @Override
    public void cancelled(long now) {
        refuse(487, "Request Terminated", now);
    }

    @Override
    public void failed(Failure cause, long now) {
        if (take() != null) {
            session.lose(503, now);
        }
    }
}

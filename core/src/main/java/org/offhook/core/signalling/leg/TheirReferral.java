package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.Deadline;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.refer.ReferTo;
import org.offhook.protocols.sip.refer.Sipfrag;
import org.offhook.protocols.sip.transaction.Failure;

/// A REFER of the other side within the dialog, and our reports about what came of it (RFC 3515). One at a time:
/// a second one is answered 491 until the first is done with.
final class TheirReferral {

    private static final int EXPIRES = 180;

    private final Tools tools;
    private final Session session;
    private @Nullable Asked asked;
    /// The value of Event while reports are wanted.
    private @Nullable String event;
    private boolean underWay;
    private boolean first = true;

    private record Asked(ServerTransaction transaction, SipRequest refer, Deadline deadline) {}

    TheirReferral(Tools tools, Session session) {
        this.tools = tools;
        this.session = session;
    }

    void received(SipRequest refer, ServerTransaction transaction, long now) {
        ReferTo to = ReferTo.in(refer);
        if (to == null) {
            transaction.respond(tools.bare(refer, 400), now);
        } else if (asked != null || underWay) {
            transaction.respond(tools.bare(refer, 491), now);
        } else {
            asked = new Asked(transaction, refer, new Deadline(tools.wheel(), this::undecided));
            asked.deadline().set(tools.limits().decision().toNanos(), now);
            String replaces = to.replaces() == null ? null : to.replaces().toString();
            session.leg()
                    .tell(new LegEvent.Referred(
                            to.target().toString(), replaces, refer.header(HeaderName.REFERRED_BY)));
        }
    }

    private void undecided(long now) {
        follow(500, now);
    }

    /// The script's decision: 202, or a refusal.
    void follow(int status, long now) {
        Asked open = asked;
        if (open == null) {
            return;
        }
        open.deadline().clear();
        asked = null;
        if (status >= 300) {
            open.transaction().respond(tools.bare(open.refer(), status), now);
            return;
        }
        underWay = true;
        boolean silent = "false".equalsIgnoreCase(open.refer().header(HeaderName.REFER_SUB));
        Headers.Builder fields = session.peer().answerFields();
        if (silent) {
            fields.add(HeaderName.REFER_SUB, "false"); // RFC 4488 §4
        }
        SipResponse accepted =
                tools.response(open.refer(), 202, null).headers(fields.build()).build();
        open.transaction().respond(accepted, now);
        if (!silent) {
            // RFC 3515 §2.4.6: further references of a dialog are told apart by their numbers.
            event = first ? "refer" : "refer;id=" + open.refer().cseq().number();
            first = false;
            tell(100, now);
        }
    }

    /// How far it has come; 200 or more is the last.
    void tell(int status, long now) {
        String about = event;
        boolean last = status >= 200;
        if (last) {
            underWay = false;
            event = null;
        }
        if (about != null) {
            Headers.Builder fields = session.peer()
                    .fields()
                    .add(HeaderName.EVENT, about)
                    .add(
                            HeaderName.SUBSCRIPTION_STATE,
                            last ? "terminated;reason=noresource" : "active;expires=" + EXPIRES)
                    .add(HeaderName.CONTENT_TYPE, Sipfrag.CONTENT_TYPE);
            session.peer().send(Method.NOTIFY, fields.build(), Body.of(Sipfrag.of(status)), new Told(), now);
        }
    }

    /// A report that the other side may not care for: only a challenge is answered. The call does not depend on
    /// it.
    private final class Told implements ClientTransaction.User {

        @Override
        public void responded(SipRequest request, SipResponse response, long now) {
            if (response.isFinal()) {
                session.peer().sendAgain(request, response, this, now);
            }
        }

        @Override
        public void failed(SipRequest request, Failure cause, long now) {}
    }

    /// The dialog ends.
    void stop(long now) {
        follow(487, now);
        event = null;
    }
}

package org.offhook.core.signalling.leg;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.refer.Sipfrag;
import org.offhook.protocols.sip.transaction.Failure;

/// A REFER of ours within a dialog, and the reports of the other side about what came of it (RFC 3515). One at a
/// time.
final class Referring implements ClientTransaction.User {

    private static final String EVENT = "refer";

    private final Tools tools;
    private final Session session;
    private boolean subscribed;

    Referring(Tools tools, Session session) {
        this.tools = tools;
        this.session = session;
    }

    /// @param target whom the other side is to call
    void refer(String target, long now) {
        Uri uri = Uri.parse(target);
        if (uri == null || subscribed) {
            session.leg().tell(new LegEvent.ReferAnswered(uri == null ? 400 : 491));
            return;
        }
        subscribed = true;
        Headers.Builder fields = session.peer()
                .fields()
                .add(HeaderName.REFER_TO, NameAddr.of(uri).toString())
                .add(
                        HeaderName.REFERRED_BY,
                        NameAddr.of(session.dialog().local().uri()).toString());
        session.peer().send(Method.REFER, fields.build(), Body.NONE, this, now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isProvisional() || session.peer().sendAgain(request, response, this, now)) {
            return;
        }
        if (!response.isSuccess() || isSilent(response)) {
            subscribed = false;
        }
        session.leg().tell(new LegEvent.ReferAnswered(response.status()));
        if (response.status() == 481) {
            session.lose(481, now);
        }
    }

    /// Whether the other side says that it will not report (RFC 4488).
    private static boolean isSilent(SipResponse response) {
        return "false".equalsIgnoreCase(response.header(HeaderName.REFER_SUB));
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        subscribed = false;
        session.lose(cause == Failure.TIMEOUT ? 408 : 503, now);
    }

    /// A NOTIFY within the dialog.
    void notified(SipRequest notify, ServerTransaction transaction, long now) {
        if (!subscribed || !isAbout(notify.header(HeaderName.EVENT))) {
            transaction.respond(tools.bare(notify, 481), now); // RFC 6665 §4.1.3
            return;
        }
        String state = notify.header(HeaderName.SUBSCRIPTION_STATE);
        if (state == null) {
            transaction.respond(tools.bare(notify, 400), now);
            return;
        }
        transaction.respond(tools.bare(notify, 200), now);
        int status = Sipfrag.status(notify.body().text());
        boolean last = state.toLowerCase(Locale.ROOT).startsWith("terminated");
        if (last) {
            subscribed = false;
        }
        session.leg().tell(new LegEvent.ReferTold(status, last));
    }

    private static boolean isAbout(@Nullable String event) {
        return event != null && event.split(";", 2)[0].strip().equalsIgnoreCase(EVENT);
    }
}

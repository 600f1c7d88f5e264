package org.offhook.core.signalling.leg;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.engine.Inbox;
import org.offhook.protocols.sip.dialog.DialogId;

/// A leg in the hands of its script: puts what it asks for into the loop's inbox. What is asked of a leg that
/// never came to be is dropped.
public final class LegHandle implements SipLeg {

    private final Inbox inbox;
    private final String callId;
    private volatile @Nullable Leg leg;

    public LegHandle(Inbox inbox, String callId) {
        this.inbox = inbox;
        this.callId = callId;
    }

    /// Names the leg; on the loop, before any command is carried out.
    public void is(Leg known) {
        leg = known;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public void progress(int status, @Nullable String sdp) {
        put((to, now) -> to.progress(status, sdp, now));
    }

    @Override
    public void answer(String sdp) {
        put((to, now) -> to.answer(sdp, now));
    }

    @Override
    public void refuse(int status, String reason, Map<String, String> headers) {
        put((to, now) -> to.refuse(status, reason, headers, now));
    }

    @Override
    public void agree(LegEvent.Reoffered offer, String sdp) {
        put((to, now) -> to.agree(offer.number(), sdp, now));
    }

    @Override
    public void decline(LegEvent.Reoffered offer) {
        put((to, now) -> to.decline(offer.number(), now));
    }

    @Override
    public void reoffer(String sdp) {
        put((to, now) -> to.reoffer(sdp, now));
    }

    @Override
    public void info(String contentType, String body, Map<String, String> headers) {
        put((to, now) -> to.info(contentType, body, headers, now));
    }

    @Override
    public void refer(String target) {
        put((to, now) -> to.refer(target, now));
    }

    @Override
    public void follow(int status) {
        put((to, now) -> to.follow(status, now));
    }

    @Override
    public void tellReferrer(int status) {
        put((to, now) -> to.tellReferrer(status, now));
    }

    @Override
    public boolean refers() {
        return true;
    }

    @Override
    public @Nullable DialogId dialog() {
        Leg known = leg;
        return known == null ? null : known.dialog();
    }

    @Override
    public void hangUp() {
        put(Leg::hangUp);
    }

    @Override
    public String toString() {
        return "SipLeg[" + callId + "]";
    }

    private interface Request {
        void carryOut(Leg leg, long now);
    }

    private void put(Request request) {
        inbox.put(now -> {
            Leg to = leg;
            if (to != null) {
                request.carryOut(to, now);
            }
        });
    }
}

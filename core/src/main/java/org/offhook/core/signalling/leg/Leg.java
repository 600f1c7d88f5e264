package org.offhook.core.signalling.leg;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.dialog.DialogId;

/// One call of one party on the loop: what its INVITE came to, and the session that grew from it. Its script
/// hears events until the last one; what signalling has to clean up afterwards (a BYE on its way, a late 200)
/// goes on without it.
public abstract sealed class Leg permits IncomingLeg, OutgoingLeg {

    final Tools tools;
    private @Nullable Consumer<LegEvent> events;
    private @Nullable Session session;
    /// Read by any thread.
    private volatile @Nullable DialogId dialog;
    private boolean over;
    private int offers;

    Leg(Tools tools) {
        this.tools = tools;
        tools.legs().begun();
    }

    /// Names who hears the events.
    public final void listener(Consumer<LegEvent> listener) {
        events = listener;
    }

    final void tell(LegEvent event) {
        if (!over && events != null) {
            events.accept(event);
        }
    }

    /// Tells the last event. Further ones are not told.
    final void finish(LegEvent last) {
        if (!over) {
            tell(last);
            over = true;
            events = null;
            tools.legs().ended();
        }
    }

    /// Hands an offer of theirs, or their wish for one, to the script; its number, by which it is answered.
    final int ask(@Nullable String sdp) {
        offers++;
        tell(new LegEvent.Reoffered(sdp, offers));
        return offers;
    }

    /// Whether the script has heard the last event.
    public final boolean isOver() {
        return over;
    }

    /// The established dialog; null before there is one.
    final @Nullable Session session() {
        return session;
    }

    final void establish(Session established) {
        session = established;
        dialog = established.dialog().id();
    }

    /// A request of the other side within the dialog, an ACK aside.
    public abstract void received(SipRequest request, ServerTransaction transaction, long now);

    /// A PRACK of theirs, in order.
    abstract void pracked(SipRequest prack, ServerTransaction transaction, long now);

    /// An offer of theirs was answered by the script before the INVITE that made the dialog.
    abstract void settled(long now);

    /// The other side is gone before the INVITE that made the dialog was answered.
    abstract void lostEarly(int status, long now);

    /// The ACK of a 2xx of ours.
    public final void acknowledged(SipRequest ack, long now) {
        if (session != null) {
            session.acknowledged(ack, now);
        }
    }

    // What the script may ask for. What does not fit the state is dropped: the event that tells why is on its way.

    public abstract void progress(int status, @Nullable String sdp, long now);

    public abstract void answer(String sdp, long now);

    public abstract void refuse(int status, String reason, Map<String, String> headers, long now);

    /// @param offer the number of one of theirs
    abstract void agree(int offer, String sdp, long now);

    abstract void decline(int offer, long now);

    public abstract void hangUp(long now);

    public final void reoffer(String sdp, long now) {
        if (!over && session != null) {
            session.reoffer(sdp, now);
        }
    }

    /// The dialog once it is established. From any thread.
    final @Nullable DialogId dialog() {
        return dialog;
    }

    final void refer(String target, long now) {
        if (!over && session != null) {
            session.refer(target, now);
        }
    }

    final void follow(int status, long now) {
        if (!over && session != null) {
            session.theirReferral().follow(status, now);
        }
    }

    final void tellReferrer(int status, long now) {
        if (!over && session != null) {
            session.theirReferral().tell(status, now);
        }
    }

    public final void info(String contentType, String body, Map<String, String> headers, long now) {
        if (!over && session != null) {
            session.info(contentType, body, headers, now);
        }
    }
}

package org.offhook.core.signalling.event;

import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.event.EventName;
import org.offhook.protocols.sip.event.Notice;
import org.offhook.protocols.sip.event.Subscription;
import org.offhook.protocols.sip.event.SubscriptionInput;
import org.offhook.protocols.sip.transaction.Failure;
import org.offhook.protocols.sip.transaction.Step;

/// One subscription: its machine, its dialog, and what the subscriber was told last. Its NOTIFYs go back by the
/// way that its latest SUBSCRIBE came, whatever Contact and Record-Route name: so nobody can have them sent to
/// somebody else.
public final class Notifier extends TimerWheel.Timed {

    /// What it is about.
    ///
    /// @param entity the URI that was subscribed to, without parameters
    /// @param by     the user who has subscribed
    public record Subject(EventPackage kind, EventName event, Watched address, String entity, Watched by) {}

    private final Tools tools;
    private final Subscriptions table;
    private final Subject subject;
    private final String source;
    private Dialog dialog;
    private Flow flow;
    private Subscription state;
    private String told = "";

    private Notifier(Tools tools, Subscriptions table, Subject subject, Dialog dialog, Flow flow, long now) {
        this.tools = tools;
        this.table = table;
        this.subject = subject;
        this.source = flow.address();
        this.dialog = dialog;
        this.flow = flow;
        this.state = Subscription.start(now);
    }

    /// Begins with the first SUBSCRIBE, which was answered.
    ///
    /// @param lifetime nanoseconds; 0: the state is told once (RFC 6665 §4.4.3)
    public static void begin(
            Tools tools, Subscriptions table, Subject subject, Dialog dialog, Flow flow, long lifetime, long now) {
        Notifier notifier = new Notifier(tools, table, subject, dialog, flow, now);
        table.put(notifier);
        notifier.step(new SubscriptionInput.Subscribed(lifetime), now);
    }

    DialogId id() {
        return dialog.id();
    }

    Watched address() {
        return subject.address;
    }

    /// The address that the first SUBSCRIBE came from.
    String source() {
        return source;
    }

    public Subject subject() {
        return subject;
    }

    /// A SUBSCRIBE within the dialog; whether it is in order.
    public boolean receives(SipRequest subscribe) {
        if (dialog.receive(subscribe) instanceof Dialog.Receipt.InOrder(Dialog next)) {
            dialog = next;
            return true;
        }
        return false;
    }

    /// Goes on with a further SUBSCRIBE, which was answered.
    ///
    /// @param way by which it came
    /// @param lifetime nanoseconds; 0 ends it
    public void refreshed(Flow way, long lifetime, long now) {
        flow = way;
        step(new SubscriptionInput.Subscribed(lifetime), now);
    }

    /// It ends now, and the subscriber is told why.
    void end(Notice.Reason reason, long now) {
        step(new SubscriptionInput.Ended(reason), now);
    }

    /// The state of the address may be another.
    void changed(long now) {
        if (!told.equals(document(state.count()))) {
            step(new SubscriptionInput.Changed(), now);
        }
    }

    @Override
    public void fire(long now) {
        step(new SubscriptionInput.Tick(), now);
    }

    private void step(SubscriptionInput input, long now) {
        Step<Subscription, Notice> step =
                Subscription.step(state, input, now, subject.kind.pace().toNanos());
        state = step.next();
        if (state instanceof Subscription.Over) {
            tools.wheel().clear(this);
            table.remove(this);
        } else {
            tools.wheel().set(this, state.deadline(), now);
        }
        step.effects().forEach(notice -> send(notice, now));
    }

    private String document(int count) {
        return subject.kind.document(subject.address, subject.entity, count - 1);
    }

    private void send(Notice notice, long now) {
        dialog = dialog.advance();
        Headers.Builder fields = tools.dialogFields(flow)
                .add(HeaderName.EVENT, subject.event.toString())
                .add(HeaderName.SUBSCRIPTION_STATE, state(notice));
        boolean tells = notice.last() == null || notice.last() == Notice.Reason.TIMEOUT;
        if (tells) {
            told = document(notice.count());
            fields.add(HeaderName.CONTENT_TYPE, subject.kind.contentType());
        }
        SipRequest notify = dialog.request(
                Method.NOTIFY,
                dialog.localSeq(),
                tools.identity().via(flow, tools.tokens().branch()),
                fields.build(),
                tells ? Body.of(told) : Body.NONE);
        tools.transactions().send(notify, flow, new Answer(notice.count()), now);
    }

    /// The value of Subscription-State (RFC 6665 §4.1.3).
    private String state(Notice notice) {
        return notice.last() == Notice.Reason.PROBATION
                ? notice.state() + ";retry-after=" + tools.retryAfter()
                : notice.state();
    }

    /// What comes back to one NOTIFY.
    private final class Answer implements ClientTransaction.User {

        private final int count;

        Answer(int count) {
            this.count = count;
        }

        @Override
        public void responded(SipRequest request, SipResponse response, long now) {
            if (response.isFinal()) {
                step(new SubscriptionInput.Answered(count, response.status()), now);
            }
        }

        @Override
        public void failed(SipRequest request, Failure cause, long now) {
            step(new SubscriptionInput.Unanswered(count), now);
        }
    }
}

package org.offhook.core.signalling.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.SubscriptionLimits;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Notifier;
import org.offhook.core.signalling.event.Subscriptions;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.agent.RequestCheck;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.event.EventName;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves SUBSCRIBE (RFC 6665 §4.2.1): from users of a domain of ours alone, to addresses of the same account. Who
/// they are is asked each time, with the first request and with each that refreshes or ends a subscription.
final class SubscribeServer {

    private final Tools tools;
    private final UserCheck check;
    private final SubscriptionLimits limits;
    private final Subscriptions subscriptions;
    private final Map<String, EventPackage> packages = new LinkedHashMap<>();
    private long refused;

    SubscribeServer(Tools tools, UserCheck check, List<EventPackage> packages) {
        this.tools = tools;
        this.check = check;
        this.limits = tools.limits().subscriptions();
        this.subscriptions = new Subscriptions(limits, tools.inbox());
        packages.forEach(one -> this.packages.put(one.name(), one));
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /// How many were refused for want of room.
    long refused() {
        return refused;
    }

    /// Allow-Events, when there are any.
    Headers events() {
        return packages.isEmpty()
                ? Headers.NONE
                : Headers.builder()
                        .add(HeaderName.ALLOW_EVENTS, String.join(", ", packages.keySet()))
                        .build();
    }

    /// A SUBSCRIBE outside of dialogs.
    void received(SipRequest subscribe, ServerKey key, Flow flow, long now) {
        EventName event = EventName.in(subscribe);
        EventPackage kind = event == null ? null : packages.get(event.event());
        if (event == null || kind == null) {
            tools.send(flow, badEvent(subscribe));
            return;
        }
        check.user(
                subscribe,
                key,
                flow,
                (domain, user, transaction, at) -> begin(subscribe, kind, event, domain, user, flow, transaction, at),
                now);
    }

    /// A SUBSCRIBE within the dialog of a subscription.
    void within(SipRequest subscribe, Notifier notifier, ServerKey key, Flow flow, long now) {
        check.user(
                subscribe,
                key,
                flow,
                (domain, user, transaction, at) ->
                        refresh(subscribe, notifier, Watched.of(domain, user), flow, transaction, at),
                now);
    }

    private void begin(
            SipRequest subscribe,
            EventPackage kind,
            EventName event,
            Domain domain,
            String user,
            Flow flow,
            ServerTransaction transaction,
            long now) {
        Watched by = Watched.of(domain, user);
        SipUri target = subscribe.uri() instanceof SipUri uri ? uri.addressOfRecord() : null;
        Watched address = target == null ? null : address(target, domain);
        if (target == null || address == null) {
            transaction.respond(tools.bare(subscribe, 404), now);
            return;
        }
        SipResponse refusal = refusal(subscribe, kind, by, address, flow);
        if (refusal != null) {
            transaction.respond(refusal, now);
            return;
        }
        String tag = tools.tokens().next();
        long seconds = lifetime(subscribe);
        transaction.respond(accepted(subscribe, tag, seconds, flow), now);
        Notifier.Subject subject = new Notifier.Subject(kind, event, address, target.toString(), by);
        Dialog dialog = Dialog.uas(subscribe, tag).confirm();
        Notifier.begin(tools, subscriptions, subject, dialog, flow, TimeUnit.SECONDS.toNanos(seconds), now);
    }

    private void refresh(
            SipRequest subscribe, Notifier notifier, Watched by, Flow flow, ServerTransaction transaction, long now) {
        EventName event = EventName.in(subscribe);
        if (!notifier.subject().by().equals(by)) {
            transaction.respond(tools.bare(subscribe, 403), now);
        } else if (subscriptions.find(DialogId.of(subscribe)) != notifier) {
            transaction.respond(tools.bare(subscribe, 481), now); // it ended meanwhile
        } else if (!notifier.subject().event().equals(event)) {
            // §4.5.2: a second subscription within one dialog is not for us.
            transaction.respond(event == null ? badEvent(subscribe) : tools.bare(subscribe, 403), now);
        } else if (!notifier.receives(subscribe)) {
            transaction.respond(tools.bare(subscribe, 500), now); // RFC 3261 §12.2.2
        } else if (isTooBrief(subscribe)) {
            transaction.respond(tooBrief(subscribe), now);
        } else {
            long seconds = lifetime(subscribe);
            transaction.respond(accepted(subscribe, null, seconds, flow), now);
            notifier.refreshed(flow, TimeUnit.SECONDS.toNanos(seconds), now);
        }
    }

    /// Whom it is about; null when there is nobody of this address in the subscriber's account.
    private @Nullable Watched address(SipUri target, Domain own) {
        Watched address = check.address(target);
        return address == null || !address.account().equals(own.account()) ? null : address;
    }

    private @Nullable SipResponse refusal(
            SipRequest subscribe, EventPackage kind, Watched by, Watched address, Flow flow) {
        if (!kind.admits(by, address)) {
            return tools.bare(subscribe, 403);
        }
        if (subscribe.contacts().isEmpty()) {
            return tools.bare(subscribe, 400); // §4.1.2.1: where would the NOTIFYs of its dialog go?
        }
        if (!RequestCheck.accepts(subscribe.headers(), List.of(kind.contentType()))) {
            return tools.bare(subscribe, 406);
        }
        if (isTooBrief(subscribe)) {
            return tooBrief(subscribe);
        }
        if (!subscriptions.hasRoomFor(by.account(), flow.address())) {
            refused++;
            return tools.overload(subscribe);
        }
        return null;
    }

    private boolean isTooBrief(SipRequest subscribe) {
        return subscribe.expires() > 0
                && subscribe.expires() < limits.shortest().toSeconds();
    }

    private SipResponse tooBrief(SipRequest subscribe) {
        return tools.response(subscribe, 423, tools.tokens().next())
                .header(HeaderName.MIN_EXPIRES, Long.toString(limits.shortest().toSeconds()))
                .build();
    }

    /// Seconds for which it is granted.
    private long lifetime(SipRequest subscribe) {
        long longest = limits.longest().toSeconds();
        return subscribe.expires() == SipMessage.ABSENT ? longest : Math.min(subscribe.expires(), longest);
    }

    private SipResponse accepted(SipRequest subscribe, @Nullable String tag, long seconds, Flow flow) {
        return tools.response(subscribe, 200, tag)
                .headers(tools.dialogFields(flow).build())
                .header(HeaderName.EXPIRES, Long.toString(seconds))
                .headers(events())
                .build();
    }

    private SipResponse badEvent(SipRequest subscribe) {
        return tools.response(subscribe, 489, tools.tokens().next())
                .headers(events())
                .build();
    }
}

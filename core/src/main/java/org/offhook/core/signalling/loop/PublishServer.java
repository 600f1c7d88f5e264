package org.offhook.core.signalling.loop;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.event.Publications;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.event.EventName;
import org.offhook.protocols.sip.event.Pidf;
import org.offhook.protocols.sip.event.Presence;
import org.offhook.protocols.sip.event.Publish;
import org.offhook.protocols.sip.event.Published;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves PUBLISH (RFC 3903 §6): the presence of a user, from that user alone, durable before the 200.
final class PublishServer {

    private final Tools tools;
    private final UserCheck check;
    private final Publications publications;

    PublishServer(Tools tools, UserCheck check, Publications publications) {
        this.tools = tools;
        this.check = check;
        this.publications = publications;
    }

    void received(SipRequest publish, ServerKey key, Flow flow, long now) {
        EventName event = EventName.in(publish);
        if (event == null || !event.event().equals(Pidf.EVENT)) {
            tools.send(flow, badEvent(publish));
            return;
        }
        check.user(
                publish,
                key,
                flow,
                (domain, user, transaction, at) -> serve(publish, Watched.of(domain, user), flow, transaction, at),
                now);
    }

    private void serve(SipRequest publish, Watched by, Flow flow, ServerTransaction transaction, long now) {
        boolean empty = publish.body().isEmpty();
        Presence state = empty ? null : Pidf.read(publish.body().toBytes());
        if (!by.equals(address(publish))) {
            transaction.respond(tools.bare(publish, 403), now); // nobody speaks for somebody else
        } else if ((state == null && !empty) || publish.headers().count(HeaderName.SIP_IF_MATCH) > 1) {
            transaction.respond(tools.bare(publish, 400), now);
        } else {
            String device = Publish.device(publish, flow.address());
            Publish asked = new Publish(publish.header(HeaderName.SIP_IF_MATCH), device, state, publish.expires());
            Later.on(
                    tools.inbox(),
                    publications.publish(by, asked, tools.tokens().next()),
                    now,
                    (published, at) -> transaction.respond(answer(publish, published), at));
        }
    }

    /// The address whose state it is; null when it is nobody's of ours.
    private @Nullable Watched address(SipRequest publish) {
        return publish.uri() instanceof SipUri uri ? check.address(uri) : null;
    }

    private SipResponse answer(SipRequest publish, @Nullable Published published) {
        return switch (published) {
            case null -> tools.overload(publish);
            case Published.Refused(int status, long _) when status == 503 -> tools.overload(publish);
            case Published.Refused(int status, long minExpires) -> {
                SipResponse.Builder refusal =
                        tools.response(publish, status, tools.tokens().next());
                if (minExpires > 0) {
                    refusal.header(HeaderName.MIN_EXPIRES, Long.toString(minExpires));
                }
                yield refusal.build();
            }
            case Published.Accepted accepted ->
                tools.response(publish, 200, tools.tokens().next())
                        .header(HeaderName.SIP_ETAG, accepted.tag())
                        .header(HeaderName.EXPIRES, Long.toString(accepted.expires()))
                        .build();
        };
    }

    private SipResponse badEvent(SipRequest publish) {
        return tools.response(publish, 489, tools.tokens().next())
                .header(HeaderName.ALLOW_EVENTS, Pidf.EVENT)
                .build();
    }
}

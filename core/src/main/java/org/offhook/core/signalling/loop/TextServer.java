package org.offhook.core.signalling.loop;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves MESSAGE outside of dialogs (RFC 3428 §7): from users of a domain of ours alone; the message is durable
/// before the 200.
final class TextServer {

    private final Tools tools;
    private final UserCheck check;
    private final TextHandler handler;

    TextServer(Tools tools, UserCheck check, TextHandler handler) {
        this.tools = tools;
        this.check = check;
        this.handler = handler;
    }

    void received(SipRequest message, ServerKey key, Flow flow, long now) {
        check.user(
                message,
                key,
                flow,
                (domain, user, transaction, at) -> {
                    IncomingText text = new IncomingText(
                            domain.account(),
                            address(domain, user, message),
                            message.uri().toString(),
                            message.body().text());
                    Later.on(
                            tools.inbox(),
                            handler.received(text),
                            at,
                            (status, then) -> transaction.respond(answer(message, status), then));
                },
                now);
    }

    /// Where the sender can be reached through us: in its domain, or, when that is the platform itself, where it
    /// reached us.
    private static String address(Domain domain, String user, SipRequest message) {
        return domain.home() && message.uri() instanceof SipUri us
                ? SipUri.of(user, us.host(), us.port()).toString()
                : SipUri.of(user, domain.name(), SipUri.NO_PORT).toString();
    }

    private SipResponse answer(SipRequest message, @Nullable Integer status) {
        return status == null || status == 503 ? tools.overload(message) : tools.bare(message, status);
    }
}

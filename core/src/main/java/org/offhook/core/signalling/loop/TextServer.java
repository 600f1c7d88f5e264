package org.offhook.core.signalling.loop;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler.Proof;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.leg.Texts;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves MESSAGE outside of dialogs (RFC 3428 §7), from whom the handler knows or who proves what it asks for.
final class TextServer {

    private final Tools tools;
    private final UserCheck check;

    TextServer(Tools tools, UserCheck check) {
        this.tools = tools;
        this.check = check;
    }

    void received(SipRequest message, ServerKey key, Flow flow, long now) {
        IncomingText text = new IncomingText(
                message.from().uri().toString(),
                message.uri().toString(),
                message.body().text(),
                flow.address(),
                null);
        switch (tools.texts().proof(text)) {
            case NONE -> Texts.hand(tools, message, text, tools.transactions().open(key, flow), now);
            case REFUSED -> tools.send(flow, tools.bare(message, 403));
            case SENDER ->
                check.user(
                        message,
                        key,
                        flow,
                        (domain, user, transaction, at) ->
                                proved(message, asSender(text, domain, user, message), transaction, at),
                        now);
            case DOMAIN -> asDomain(message, text, key, flow, now);
        }
    }

    private void asDomain(SipRequest message, IncomingText text, ServerKey key, Flow flow, long now) {
        Domain domain = domain(message);
        if (domain == null) {
            tools.send(flow, tools.bare(message, 403));
            return;
        }
        check.user(
                message,
                key,
                flow,
                domain,
                null,
                Purpose.CALL,
                (_, user, transaction, at) -> proved(message, text.by(user + "@" + domain.name()), transaction, at),
                now);
    }

    private @Nullable Domain domain(SipRequest message) {
        return message.uri() instanceof SipUri uri ? check.domain(uri.host()) : null;
    }

    private void proved(SipRequest message, IncomingText text, ServerTransaction transaction, long now) {
        if (tools.texts().proof(text) == Proof.NONE) {
            Texts.hand(tools, message, text, transaction, now);
        } else {
            transaction.respond(tools.bare(message, 403), now);
        }
    }

    /// Where the sender can be reached through us: in its domain, or, when that is the platform itself, where it
    /// reached us.
    private static IncomingText asSender(IncomingText text, Domain domain, String user, SipRequest message) {
        SipUri from = domain.home() && message.uri() instanceof SipUri us
                ? SipUri.of(user, us.host(), us.port())
                : SipUri.of(user, domain.name(), SipUri.NO_PORT);
        return new IncomingText(from.toString(), text.to(), text.body(), text.source(), user + "@" + domain.name());
    }
}

package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;

/// MESSAGE requests of senders who are known (RFC 3428 §7): durable before the 200.
public final class Texts {

    private Texts() {}

    /// Hands a message over, and answers it.
    public static void hand(
            Tools tools, SipRequest message, IncomingText text, ServerTransaction transaction, long now) {
        Later.on(
                tools.inbox(),
                tools.texts().received(text),
                now,
                (status, at) -> transaction.respond(answer(tools, message, status), at));
    }

    /// One within a call: a message between the two who talk, whatever its own From and To say.
    static void within(Tools tools, Dialog dialog, SipRequest message, ServerTransaction transaction, long now) {
        IncomingText text = new IncomingText(
                dialog.remote().uri().toString(),
                dialog.local().uri().toString(),
                message.body().text(),
                transaction.flow().address(),
                null);
        Later.on(
                tools.inbox(),
                tools.texts().received(text),
                now,
                (status, at) -> transaction.respond(answer(tools, message, harmless(status)), at));
    }

    /// A 404 would end the call (RFC 5057 §5.1); that nobody here reads messages does not.
    private static @Nullable Integer harmless(@Nullable Integer status) {
        return status != null && status == 404 ? Integer.valueOf(403) : status;
    }

    private static SipResponse answer(Tools tools, SipRequest message, @Nullable Integer status) {
        return status == null || status == 503 ? tools.overload(message) : tools.bare(message, status);
    }
}

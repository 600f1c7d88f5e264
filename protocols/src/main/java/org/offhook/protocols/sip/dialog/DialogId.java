package org.offhook.protocols.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;

/// What tells a dialog from all others (RFC 3261 §12).
///
/// @param localTag our tag
/// @param remoteTag the tag of the other side; empty when it makes none (RFC 2543)
public record DialogId(String callId, String localTag, String remoteTag) {

    /// The dialog that a request of the other side belongs to; null when it is outside of any.
    public static @Nullable DialogId of(SipRequest received) {
        String local = received.to().tag();
        return local == null
                ? null
                : new DialogId(received.callId(), local, orEmpty(received.from().tag()));
    }

    /// The dialog that a message of ours, or a response to it, belongs to.
    public static DialogId ofOurs(SipMessage message) {
        return new DialogId(
                message.callId(),
                orEmpty(message.from().tag()),
                orEmpty(message.to().tag()));
    }

    private static String orEmpty(@Nullable String tag) {
        return tag == null ? "" : tag;
    }
}

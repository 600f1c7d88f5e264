package org.offhook.core.signalling.message;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.MediaType;
import org.offhook.protocols.sip.SipMessage;

/// Session descriptions in messages. What they say is nothing to signalling.
public final class Descriptions {

    private static final String SDP = MediaType.SDP.toString();

    private Descriptions() {}

    /// The description that a message carries; null when it carries none.
    public static @Nullable String in(SipMessage message) {
        MediaType type = message.body().isEmpty() ? null : message.contentType();
        return type != null && type.is(MediaType.SDP) ? message.body().text() : null;
    }

    /// Adds the type of the body when there is one.
    public static void type(Headers.Builder headers, @Nullable String sdp) {
        if (sdp != null) {
            headers.add(HeaderName.CONTENT_TYPE, SDP);
        }
    }
}

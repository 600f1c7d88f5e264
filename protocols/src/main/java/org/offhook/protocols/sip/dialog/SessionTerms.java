package org.offhook.protocols.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.SessionExpires.Refresher;

/// What the two sides of a session agree upon about refreshing it (RFC 4028).
public sealed interface SessionTerms {

    /// The option tag of the extension.
    String OPTION = "timer";

    /// What Min-SE means when it is absent, and the least that anybody may ask for (§5).
    long LEAST = 90;

    /// The session lasts until its BYE.
    record Unlimited() implements SessionTerms {}

    /// Without a refresh the session ends.
    ///
    /// @param seconds between refreshes
    /// @param ours whether this side refreshes
    record Limited(long seconds, boolean ours) implements SessionTerms {}

    /// The other side asks for less than is served: 422.
    ///
    /// @param least for its Min-SE, in seconds
    record TooShort(long least) implements SessionTerms {}

    /// What to answer to an INVITE or UPDATE (§9). A side that does not know the extension gets no timer unless
    /// a proxy asks for one; then the refreshes are ours.
    ///
    /// @param wanted seconds between refreshes when the other side leaves it to us, and the most that is taken
    /// @param least the least that is taken, in seconds
    static SessionTerms answer(SipRequest request, long wanted, long least) {
        boolean knowsIt = request.headers().tokens(HeaderName.SUPPORTED).contains(OPTION)
                || request.headers().tokens(HeaderName.REQUIRE).contains(OPTION);
        SessionExpires asked = SessionExpires.in(request);
        long theirLeast = minimum(request);
        if (asked == null) {
            return knowsIt ? new Limited(Math.max(wanted, theirLeast), true) : new Unlimited();
        }
        if (asked.seconds() < least) {
            return knowsIt ? new TooShort(least) : new Unlimited();
        }
        long seconds = Math.min(asked.seconds(), Math.max(wanted, theirLeast));
        return new Limited(seconds, !knowsIt || asked.refresher() != Refresher.UAC);
    }

    /// What a 2xx to a request of ours says (§7.2).
    static SessionTerms accepted(SipResponse success) {
        SessionExpires agreed = SessionExpires.in(success);
        return agreed == null || agreed.seconds() == 0
                ? new Unlimited()
                : new Limited(agreed.seconds(), agreed.refresher() != Refresher.UAS);
    }

    /// The Min-SE of a request or a 422, in seconds.
    static long minimum(SipMessage message) {
        @Nullable String text = message.header(HeaderName.MIN_SE);
        long seconds = text == null ? SipMessage.ABSENT : SipMessage.seconds(text.split(";", 2)[0].strip());
        return seconds == SipMessage.ABSENT ? LEAST : Math.max(seconds, LEAST);
    }
}

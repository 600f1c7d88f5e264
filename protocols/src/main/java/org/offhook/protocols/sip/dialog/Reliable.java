package org.offhook.protocols.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Timers;

/// A provisional response on its way to its PRACK (RFC 3262 §3): repeated at intervals that double without a
/// bound, whatever the transport, and given up after 64·T1.
///
/// ```
/// Quiet ──sent──▶ Waiting ──its PRACK──▶ Quiet
///                    └──64·T1──▶ GivenUp
/// ```
public sealed interface Reliable {

    /// The option tag of the extension.
    String OPTION = "100rel";

    /// When the state wants a tick; [Timers#NEVER] when it wants none.
    default long deadline() {
        return Timers.NEVER;
    }

    /// Nothing waits.
    ///
    /// @param last the RSeq sent last; 0 before the first
    record Quiet(long last) implements Reliable {}

    /// A response waits for its PRACK.
    ///
    /// @param rseq its number
    /// @param invite the CSeq of the INVITE
    /// @param interval between this repetition and the next
    record Waiting(long rseq, long invite, byte[] response, long resendAt, long interval, long endsAt)
            implements Reliable {
        @Override
        public long deadline() {
            return Math.min(resendAt, endsAt);
        }
    }

    /// No PRACK came: the INVITE is to be refused with a 5xx.
    record GivenUp() implements Reliable {}

    /// What a tick did.
    ///
    /// @param send what is to be sent again, null when nothing is
    record Ticked(Reliable next, byte @Nullable [] send) {}

    /// After a response was sent for the first time.
    static Reliable sent(long rseq, long invite, byte[] response, long now, Timers timers) {
        return new Waiting(rseq, invite, response, now + timers.t1(), timers.t1(), now + timers.patience());
    }

    static Ticked tick(Reliable state, long now) {
        if (!(state instanceof Waiting waiting)) {
            return new Ticked(state, null);
        }
        if (now >= waiting.endsAt()) {
            return new Ticked(new GivenUp(), null);
        }
        if (now < waiting.resendAt()) {
            return new Ticked(state, null);
        }
        long interval = 2 * waiting.interval();
        return new Ticked(
                new Waiting(
                        waiting.rseq(),
                        waiting.invite(),
                        waiting.response(),
                        now + interval,
                        interval,
                        waiting.endsAt()),
                waiting.response());
    }

    /// The state after a PRACK; null when it acknowledges nothing that waits, which is answered 481.
    static @Nullable Reliable acknowledged(Reliable state, SipRequest prack) {
        String[] rack = rack(prack);
        return state instanceof Waiting waiting
                        && rack != null
                        && rack[0].equals(Long.toString(waiting.rseq()))
                        && rack[1].equals(Long.toString(waiting.invite()))
                        && rack[2].equals(Method.INVITE.name())
                ? new Quiet(waiting.rseq())
                : null;
    }

    private static String @Nullable [] rack(SipRequest prack) {
        String text = prack.header(HeaderName.RACK);
        String[] parts = text == null ? new String[0] : text.strip().split("[ \t]+");
        return parts.length == 3 ? parts : null;
    }

    /// Whether a provisional response asks for a PRACK (§4).
    static boolean isReliable(SipResponse response) {
        return response.status() > 100
                && response.isProvisional()
                && response.headers().tokens(HeaderName.REQUIRE).contains(OPTION)
                && rseq(response) > 0;
    }

    /// The number of a reliable response; -1 when there is none.
    static long rseq(SipResponse response) {
        String text = response.header(HeaderName.RSEQ);
        return text == null ? SipMessage.ABSENT : SipMessage.seconds(text.strip());
    }

    /// Whether a reliable response is the next of its dialog (§4): repetitions and those that overtook others
    /// are not.
    ///
    /// @param last the one acknowledged last, -1 before the first
    static boolean isNext(long last, SipResponse response) {
        return last < 0 || rseq(response) == last + 1;
    }
}

package org.offhook.core.signalling;

import java.util.Map;
import java.util.function.Consumer;

/// Decides about calls that come in; implemented by the call router. Called on the signalling loop: must not
/// block.
@FunctionalInterface
public interface InviteHandler {

    /// Whether there is room for a call, whoever calls: asked once for each, before anything is made of its INVITE.
    /// When there is not it gets a 503 for which nothing is kept (RFC 3261 §8.2.7).
    default boolean takesMore() {
        return true;
    }

    /// @param leg the way to answer; usable at once
    Admission incoming(IncomingInvite invite, SipLeg leg);

    sealed interface Admission {

        /// The call has a script, which hears `events`.
        record Admitted(Consumer<LegEvent> events) implements Admission {}

        /// The caller is to say who it is (407); when it does, the call comes again with
        /// [IncomingInvite#user].
        record Challenged() implements Admission {}

        /// The call is refused at once.
        record Refused(int status, String reason, Map<String, String> headers) implements Admission {}
    }
}

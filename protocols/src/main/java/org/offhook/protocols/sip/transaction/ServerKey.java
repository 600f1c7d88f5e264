package org.offhook.protocols.sip.transaction;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.Via;

/// What tells a server transaction from all others (RFC 3261 §17.2.3).
///
/// @param branch the branch of the latest hop; for a sender that does not make branches unique (RFC 2543), what
///     identifies its request instead
/// @param sentBy host and port of the latest hop
/// @param method the method, that of the INVITE for an ACK
public record ServerKey(String branch, String sentBy, Method method) {

    /// The transaction a request belongs to.
    public static ServerKey of(SipRequest request) {
        Method method = request.method().equals(Method.ACK) ? Method.INVITE : request.method();
        return of(request, method);
    }

    /// The transaction that a CANCEL wants to end (§9.2).
    public static ServerKey cancelledBy(SipRequest cancel) {
        return of(cancel, Method.INVITE);
    }

    private static ServerKey of(SipRequest request, Method method) {
        Via via = request.topVia();
        String branch = via.branch();
        String identity = branch != null && via.hasUniqueBranch() ? branch : identity(request, branch);
        return new ServerKey(identity, via.sentBy(), method);
    }

    /// The tag of To is left out: the ACK to a refusal has it, the INVITE has not.
    private static String identity(SipRequest request, @Nullable String branch) {
        return String.join(
                "\n",
                branch == null ? "" : branch,
                request.uri().toString(),
                request.callId(),
                Long.toString(request.cseq().number()),
                String.valueOf(request.from().tag()));
    }
}

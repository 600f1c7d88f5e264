package org.offhook.protocols.sip.transaction;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipResponse;

/// What tells a client transaction from all others (RFC 3261 §17.1.3).
///
/// @param branch made by us, unique for each transaction but that of a CANCEL
/// @param method the method in CSeq
public record ClientKey(String branch, Method method) {

    /// The transaction a response belongs to; null when its latest hop has no branch and so is not ours.
    public static @Nullable ClientKey of(SipResponse response) {
        String branch = response.topVia().branch();
        return branch == null ? null : new ClientKey(branch, response.cseq().method());
    }
}

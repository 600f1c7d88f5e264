package org.offhook.protocols.sip.wire;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;

/// The first thing wrong with a message.
///
/// @param status the status a request with this fault is answered with
/// @param reason fit for a reason phrase
record Fault(int status, String reason) {

    /// What is wrong with the fields that carry the protocol; null when nothing is.
    static @Nullable Fault of(SipMessage message) {
        String defect = message.defect();
        if (defect != null) {
            return new Fault(400, "Missing or Malformed " + defect);
        }
        if (message instanceof SipRequest request && !request.cseq().method().equals(request.method())) {
            return new Fault(400, "CSeq Does Not Match Method");
        }
        return null;
    }
}

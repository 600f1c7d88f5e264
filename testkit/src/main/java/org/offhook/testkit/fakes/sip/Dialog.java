package org.offhook.testkit.fakes.sip;

import java.util.ArrayList;
import java.util.List;
import org.offhook.testkit.fakes.sip.SipText.Header;

/// What identifies a dialog and counts its requests (RFC 3261 §12), and the messages made from that.
final class Dialog {

    private final UserAgent agent;
    private final String callId;
    private final String localTag;
    private final String localUri;
    private final String remoteUri;
    private String remoteTag;
    private String remoteTarget;
    private int localSequence;
    private int remoteSequence;

    /// Ours to begin.
    Dialog(UserAgent agent, String target, String from) {
        this.agent = agent;
        this.callId = agent.token(8) + "@" + agent.address().host();
        this.localTag = agent.token(4);
        this.localUri = from;
        this.remoteUri = target;
        this.remoteTag = "";
        this.remoteTarget = target;
        this.localSequence = 0;
        this.remoteSequence = -1;
    }

    /// Begun by `invite`.
    Dialog(UserAgent agent, SipText invite) {
        this.agent = agent;
        this.callId = invite.need("Call-ID");
        this.localTag = agent.token(4);
        this.localUri = invite.uri("To");
        this.remoteUri = invite.uri("From");
        this.remoteTag = invite.tag("From");
        this.remoteTarget = invite.uri("Contact");
        this.localSequence = 0;
        this.remoteSequence = invite.cseq();
    }

    String callId() {
        return callId;
    }

    String remoteUri() {
        return remoteUri;
    }

    boolean isFrom(String tag) {
        return remoteTag.equals(tag);
    }

    /// The far end has named itself: with a provisional response, or for good with a 2xx.
    void meet(SipText response) {
        remoteTag = response.tag("To");
        response.find("Contact").ifPresent(contact -> remoteTarget = response.uri("Contact"));
    }

    /// The far end has moved (§12.2.2).
    void moved(SipText request) {
        remoteTarget = request.uri("Contact");
    }

    /// Counts a request of the far end.
    ///
    /// @return false when it comes after one that was sent later
    boolean inOrder(SipText request) {
        int sequence = request.cseq();
        if (sequence == remoteSequence) {
            agent.complain(request.start() + " uses CSeq " + sequence + " again");
        }
        if (sequence <= remoteSequence) {
            return false;
        }
        remoteSequence = sequence;
        return true;
    }

    /// The next request of ours.
    SipText request(String method, List<Header> extra, String contentType, String body) {
        localSequence++;
        return message(method, localSequence, extra, contentType, body);
    }

    /// The ACK to a 2xx to the INVITE with that sequence number (§13.2.2.4).
    SipText acknowledgement(int sequence) {
        return message("ACK", sequence, List.of(), "", "");
    }

    /// §9.1.
    SipText cancel(SipText invite) {
        List<Header> headers = new ArrayList<>();
        for (String name : List.of("Via", "Max-Forwards", "From", "To", "Call-ID")) {
            headers.add(new Header(name, invite.need(name)));
        }
        headers.add(new Header("CSeq", invite.cseq() + " CANCEL"));
        return new SipText("CANCEL " + invite.target() + " SIP/2.0", headers, "");
    }

    SipText response(SipText request, int status, String reason, List<Header> extra, String sdp) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header(
                "To", request.tag("To").isEmpty() ? request.need("To") + ";tag=" + localTag : request.need("To")));
        headers.add(contact());
        headers.addAll(extra);
        if (!sdp.isEmpty()) {
            headers.add(new Header("Content-Type", "application/sdp"));
        }
        return UserAgent.response(request, status, reason, headers, sdp);
    }

    private SipText message(String method, int sequence, List<Header> extra, String contentType, String body) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Via", agent.via(agent.branch())));
        headers.add(new Header("Max-Forwards", "70"));
        headers.add(new Header("From", "<" + localUri + ">;tag=" + localTag));
        headers.add(new Header("To", "<" + remoteUri + ">" + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag)));
        headers.add(new Header("Call-ID", callId));
        headers.add(new Header("CSeq", sequence + " " + method));
        headers.add(contact());
        headers.addAll(extra);
        if (!body.isEmpty()) {
            headers.add(new Header("Content-Type", contentType));
        }
        return new SipText(method + " " + remoteTarget + " SIP/2.0", headers, body);
    }

    private Header contact() {
        return new Header("Contact", "<sip:agent@" + agent.address() + ">");
    }
}

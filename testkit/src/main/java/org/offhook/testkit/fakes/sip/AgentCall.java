package org.offhook.testkit.fakes.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.fakes.sip.SipText.Header;
import org.offhook.testkit.network.Address;

/// One call of a [UserAgent], from the INVITE to the end (RFC 3261 §13 to §15).
public final class AgentCall {

    private static final String SDP = "application/sdp";

    private final UserAgent agent;
    private final Address peer;
    private final Dialog dialog;
    private CallListener listener;
    private State state = State.SETTING_UP;
    private @Nullable ClientTransaction outgoing;
    private @Nullable ServerTransaction incoming;
    private @Nullable SipText ack;
    private boolean wantsOut;
    private boolean cancelSent;

    private enum State {
        SETTING_UP,
        UP,
        OVER
    }

    AgentCall(UserAgent agent, Address peer, String target, String from, CallListener listener) {
        this.agent = agent;
        this.peer = peer;
        this.dialog = new Dialog(agent, target, from);
        this.listener = listener;
    }

    AgentCall(UserAgent agent, Address peer, ServerTransaction invite) {
        this.agent = agent;
        this.peer = peer;
        this.dialog = new Dialog(agent, invite.request());
        this.incoming = invite;
        this.listener = new CallListener() {};
    }

    public String callId() {
        return dialog.callId();
    }

    /// Who called, or was called: a URI.
    public String remote() {
        return dialog.remoteUri();
    }

    /// The INVITE that came in.
    public SipText request() {
        return need(incoming).request();
    }

    /// Whether it is not over.
    public boolean live() {
        return state != State.OVER;
    }

    /// Whether it was answered and is not over.
    public boolean up() {
        return state == State.UP;
    }

    public void listener(CallListener other) {
        listener = other;
    }

    void invite(Map<String, String> extra, String sdp) {
        List<Header> headers = new ArrayList<>();
        extra.forEach((name, value) -> headers.add(new Header(name, value)));
        outgoing = agent.request(peer, dialog.request("INVITE", headers, SDP, sdp), new Inviter());
    }

    /// 180, or 183 with early media.
    public void progress(int status, String sdp) {
        if (pending()) {
            respond(need(incoming), status, status == 180 ? "Ringing" : "Session Progress", List.of(), sdp);
        }
    }

    public void answer(String sdp) {
        if (pending()) {
            state = State.UP;
            respond(need(incoming), 200, "OK", List.of(), sdp);
        }
    }

    public void refuse(int status, String reason, List<Header> headers) {
        if (pending()) {
            respond(need(incoming), status, reason, headers, "");
            over(status, true);
        }
    }

    /// Ends it, whatever its state.
    public void hangUp() {
        if (state == State.UP) {
            bye();
        } else if (incoming != null) {
            refuse(480, "Temporarily Unavailable", List.of());
        } else if (live()) {
            wantsOut = true;
            cancelWhenAllowed();
        }
    }

    /// A re-INVITE with a new offer; nothing happens while another is under way.
    public void reoffer(String sdp) {
        ClientTransaction invite = outgoing;
        if (state == State.UP && (invite == null || invite.done())) {
            SipText request = dialog.request("INVITE", List.of(), SDP, sdp);
            outgoing = agent.request(peer, request, new Reinviter(request.cseq()));
        }
    }

    public void info(String contentType, String body) {
        if (state == State.UP) {
            agent.request(peer, dialog.request("INFO", List.of(), contentType, body), new Asker());
        }
    }

    void requested(ServerTransaction transaction) {
        SipText request = transaction.request();
        if (!live() || !dialog.isFrom(request.tag("From"))) {
            respond(transaction, 481, "Call/Transaction Does Not Exist", List.of(), "");
        } else if (!dialog.inOrder(request)) {
            respond(transaction, 500, "Out Of Order", List.of(), "");
        } else {
            switch (request.method()) {
                case "BYE" -> {
                    respond(transaction, 200, "OK", List.of(), "");
                    over(200, false);
                }
                case "INVITE" -> reinvited(transaction);
                case "INFO" -> {
                    respond(transaction, 200, "OK", List.of(), "");
                    listener.info(request.find("Content-Type").orElse(""), request.body());
                }
                case "OPTIONS" -> respond(transaction, 200, "OK", List.of(), "");
                default -> respond(transaction, 405, "Method Not Allowed", List.of(), "");
            }
        }
    }

    private void reinvited(ServerTransaction transaction) {
        ClientTransaction ours = outgoing;
        if (ours != null && !ours.done()) {
            respond(transaction, 491, "Request Pending", List.of(), "");
            return;
        }
        if (state != State.UP) {
            agent.complain("a re-INVITE in an early dialog");
        }
        incoming = transaction;
        dialog.moved(transaction.request());
        respond(
                transaction,
                200,
                "OK",
                List.of(),
                listener.reoffered(transaction.request().body()));
    }

    void acknowledged(SipText message) {
        ServerTransaction invite = incoming;
        if (invite != null && message.cseq() == invite.request().cseq()) {
            boolean first = invite.acknowledge();
            if (first && !message.body().isEmpty()) {
                listener.answered(message.body());
            }
        }
    }

    /// §13.3.1.4: without an ACK the dialog is ended.
    void unacknowledged() {
        if (state == State.UP) {
            bye();
        }
    }

    void cancelled() {
        if (pending()) {
            respond(need(incoming), 487, "Request Terminated", List.of(), "");
            over(487, false);
        }
    }

    private void invited(SipText response) {
        int status = response.status();
        if (status < 200) {
            cancelWhenAllowed();
            if (status > 100 && live()) {
                dialog.meet(response);
                listener.progressed(status, response.body());
            }
        } else if (status >= 300) {
            over(status, wantsOut);
        } else if (ack == null) {
            dialog.meet(response);
            ack = dialog.acknowledgement(response.cseq());
            agent.send(peer, ack);
            accepted(response);
        } else if (dialog.isFrom(response.tag("To"))) {
            agent.send(peer, need(ack));
        } else {
            agent.complain("a second 200 from another tag");
        }
    }

    private void accepted(SipText response) {
        if (!live() || wantsOut) {
            // Given up by us, answered all the same.
            bye();
        } else {
            state = State.UP;
            listener.answered(response.body());
        }
    }

    private void cancelWhenAllowed() {
        ClientTransaction invite = outgoing;
        if (wantsOut && !cancelSent && invite != null && invite.proceeding() && !invite.done()) {
            cancelSent = true;
            agent.request(peer, dialog.cancel(invite.request()), new Asker());
            agent.timeline().after(Timers.LAST, "sip gives up", () -> {
                if (state == State.SETTING_UP) {
                    over(487, true);
                }
            });
        }
    }

    private void bye() {
        agent.request(peer, dialog.request("BYE", List.of(), "", ""), new Asker());
        over(200, true);
    }

    private void over(int status, boolean local) {
        if (live()) {
            state = State.OVER;
            listener.ended(status, local);
        }
    }

    private boolean pending() {
        ServerTransaction invite = incoming;
        return state == State.SETTING_UP && invite != null && !invite.answered();
    }

    private void respond(ServerTransaction to, int status, String reason, List<Header> headers, String sdp) {
        to.respond(dialog.response(to.request(), status, reason, headers, sdp));
    }

    private static <T> T need(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not at this point of the call");
        }
        return value;
    }

    private final class Inviter implements ClientTransaction.Listener {

        @Override
        public void responded(SipText response) {
            invited(response);
        }

        @Override
        public void unanswered() {
            over(408, wantsOut);
        }
    }

    private final class Reinviter implements ClientTransaction.Listener {

        private final int sequence;
        private @Nullable SipText reAck;

        Reinviter(int sequence) {
            this.sequence = sequence;
        }

        @Override
        public void responded(SipText response) {
            int status = response.status();
            if (status < 200) {
                return;
            }
            boolean first = reAck == null;
            if (status < 300) {
                if (reAck == null) {
                    reAck = dialog.acknowledgement(sequence);
                }
                agent.send(peer, reAck);
            }
            if (first && state == State.UP) {
                listener.renegotiated(status, response.body());
                giveUpWhenGone(status);
            }
        }

        @Override
        public void unanswered() {
            giveUpWhenGone(408);
        }
    }

    /// For requests whose answer matters only when it says that the far end has no such dialog.
    private final class Asker implements ClientTransaction.Listener {

        @Override
        public void responded(SipText response) {
            giveUpWhenGone(response.status());
        }

        @Override
        public void unanswered() {
            giveUpWhenGone(408);
        }
    }

    /// §12.2.1.2: after a 481 or a time-out within the dialog there is nothing left to keep.
    private void giveUpWhenGone(int status) {
        if (state == State.UP && (status == 481 || status == 408)) {
            bye();
        }
    }
}

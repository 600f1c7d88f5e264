package org.offhook.testkit.fakes.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.fakes.sip.SipText.Header;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Network;
import org.offhook.testkit.network.Packet;

/// A SIP user agent at one address. What it finds wrong with the far end goes to its list of complaints.
public final class UserAgent {

    private final Timeline timeline;
    private final Network network;
    private final Address address;
    private final Consumer<AgentCall> incoming;
    private final RandomGenerator random;
    private final Map<String, ClientTransaction> clients = new HashMap<>();
    private final Map<String, ServerTransaction> servers = new HashMap<>();
    private final Map<String, AgentCall> calls = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean unplugged;

    /// @param incoming gets every call that comes in; it sets a listener and answers
    public UserAgent(Timeline timeline, Network network, Address address, Consumer<AgentCall> incoming) {
        this.timeline = timeline;
        this.network = network;
        this.address = address;
        this.incoming = incoming;
        this.random = timeline.random("agent " + address);
        network.bind(address, this::receive);
    }

    public Address address() {
        return address;
    }

    /// Calls somebody.
    ///
    /// @param to      where the packets go
    /// @param target  the Request-URI and To, `sip:…`
    /// @param from    our URI, `sip:…`
    /// @param headers added to the INVITE as they are
    /// @param sdp     our offer; empty for a late one
    public AgentCall call(
            Address to, String target, String from, Map<String, String> headers, String sdp, CallListener listener) {
        AgentCall call = new AgentCall(this, to, target, from, listener);
        calls.put(call.callId(), call);
        call.invite(headers, sdp);
        return call;
    }

    /// What the far end did wrong, oldest first.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Calls that are not over; none once it was unplugged.
    public int live() {
        return unplugged
                ? 0
                : (int) calls.values().stream().filter(AgentCall::live).count();
    }

    /// The power fails: nothing is sent, heard or remembered any more.
    public void unplug() {
        unplugged = true;
        network.unbind(address);
    }

    Timeline timeline() {
        return timeline;
    }

    void complain(String what) {
        complaints.add(what);
    }

    String token(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    String branch() {
        return "z9hG4bK" + token(8);
    }

    String via(String branch) {
        return "SIP/2.0/UDP " + address + ";rport;branch=" + branch;
    }

    void send(Address to, SipText message) {
        if (!unplugged) {
            network.send(address, to, message.bytes());
        }
    }

    ClientTransaction request(Address to, SipText request, ClientTransaction.Listener listener) {
        ClientTransaction transaction =
                new ClientTransaction(timeline, message -> send(to, message), request, listener);
        clients.put(request.branch() + request.method(), transaction);
        transaction.begin();
        return transaction;
    }

    private void receive(Packet packet) {
        SipText message;
        try {
            message = SipText.parse(packet.bytes());
        } catch (IllegalArgumentException nonsense) {
            complain(String.valueOf(nonsense.getMessage()));
            return;
        }
        if (message.isRequest()) {
            requested(packet.from(), message);
        } else {
            responded(message);
        }
    }

    private void responded(SipText response) {
        ClientTransaction transaction = clients.get(response.branch() + response.method());
        if (transaction == null) {
            complain("a response to nothing: " + response.start() + " " + response.need("CSeq"));
        } else {
            transaction.receive(response);
        }
    }

    private void requested(Address from, SipText request) {
        String method = request.method();
        AgentCall call = calls.get(request.need("Call-ID"));
        if (method.equals("ACK")) {
            acknowledged(request, call);
            return;
        }
        ServerTransaction known = servers.get(request.branch() + method);
        if (known != null) {
            known.again();
            return;
        }
        ServerTransaction transaction = new ServerTransaction(
                timeline, message -> send(from, message), request, () -> unacknowledged(request.need("Call-ID")));
        servers.put(request.branch() + method, transaction);
        if (method.equals("CANCEL")) {
            cancelled(transaction);
        } else if (call != null && !request.tag("To").isEmpty()) {
            call.requested(transaction);
        } else if (method.equals("INVITE") && request.tag("To").isEmpty()) {
            AgentCall fresh = new AgentCall(this, from, transaction);
            calls.put(fresh.callId(), fresh);
            incoming.accept(fresh);
        } else if (method.equals("OPTIONS")) {
            transaction.respond(response(request, 200, "OK", List.of(), ""));
        } else {
            transaction.respond(response(request, 481, "Call/Transaction Does Not Exist", List.of(), ""));
        }
    }

    private void acknowledged(SipText ack, @Nullable AgentCall call) {
        ServerTransaction refused = servers.get(ack.branch() + "INVITE");
        if (refused != null) {
            refused.acknowledge();
        } else if (call != null) {
            call.acknowledged(ack);
        } else {
            complain("an ACK to nothing: " + ack.start());
        }
    }

    private void unacknowledged(String callId) {
        AgentCall call = calls.get(callId);
        if (call != null) {
            call.unacknowledged();
        }
    }

    /// §9.2.
    private void cancelled(ServerTransaction cancel) {
        SipText request = cancel.request();
        ServerTransaction invite = servers.get(request.branch() + "INVITE");
        if (invite == null) {
            cancel.respond(response(request, 481, "Call/Transaction Does Not Exist", List.of(), ""));
            return;
        }
        cancel.respond(response(request, 200, "OK", List.of(), ""));
        AgentCall call = calls.get(request.need("Call-ID"));
        if (call != null) {
            call.cancelled();
        }
    }

    /// §8.2.6.
    ///
    /// @param more headers of this response alone; a To among them replaces the request's
    static SipText response(SipText request, int status, String reason, List<Header> more, String body) {
        List<Header> headers = new ArrayList<>();
        for (String via : request.all("Via")) {
            headers.add(new Header("Via", via));
        }
        headers.add(new Header("From", request.need("From")));
        if (more.stream().noneMatch(header -> header.is("To"))) {
            headers.add(new Header("To", request.need("To")));
        }
        headers.add(new Header("Call-ID", request.need("Call-ID")));
        headers.add(new Header("CSeq", request.need("CSeq")));
        headers.addAll(more);
        return new SipText("SIP/2.0 " + status + " " + reason, headers, body);
    }
}

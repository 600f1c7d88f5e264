package org.offhook.core.signalling.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Wire;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.ClientKey;
import org.offhook.protocols.sip.transaction.ServerKey;
import org.offhook.protocols.sip.transaction.Timers;
import org.offhook.protocols.sip.wire.SipWriter;

/// The transaction layer of a shard: all its transactions by key, and by stream, so that a stream that breaks
/// tells those who use it.
public final class Transactions {

    private final Map<ServerKey, ServerTransaction> servers = new HashMap<>();
    private final Map<ClientKey, ClientTransaction> clients = new HashMap<>();
    private final Map<Flow, Set<TimerWheel.Timed>> byStream = new HashMap<>();
    private final SipWriter writer = new SipWriter();
    private final TimerWheel wheel;
    private final Wire wire;
    private final Timers datagram;
    private final Timers stream;

    public Transactions(TimerWheel wheel, Wire wire, Timers datagram) {
        this.wheel = wheel;
        this.wire = wire;
        this.datagram = datagram;
        this.stream = datagram.forStream();
    }

    public TimerWheel wheel() {
        return wheel;
    }

    public Timers timers(Flow flow) {
        return flow.transport().isReliable() ? stream : datagram;
    }

    public byte[] write(SipMessage message) {
        return writer.write(message);
    }

    public void send(Flow flow, byte[] bytes) {
        wire.send(flow, bytes);
    }

    public int serverCount() {
        return servers.size();
    }

    public int clientCount() {
        return clients.size();
    }

    public @Nullable ServerTransaction server(ServerKey key) {
        return servers.get(key);
    }

    /// Opens the transaction of a request that is not in the table.
    public ServerTransaction open(ServerKey key, Flow flow) {
        ServerTransaction transaction = key.method().equals(Method.INVITE)
                ? new ServerTransaction.OfInvite(this, key, flow)
                : new ServerTransaction.OfRequest(this, key, flow);
        servers.put(key, transaction);
        join(flow, transaction);
        return transaction;
    }

    /// Sends a request, an ACK aside, in a transaction of its own.
    public ClientTransaction send(SipRequest request, Flow flow, ClientTransaction.User user, long now) {
        String branch = request.topVia().branch();
        if (branch == null) {
            throw new IllegalArgumentException("a request of ours without a branch");
        }
        ClientKey key = new ClientKey(branch, request.method());
        ClientTransaction transaction = request.is(Method.INVITE)
                ? new ClientTransaction.OfInvite(this, key, flow, request, user)
                : new ClientTransaction.OfRequest(this, key, flow, request, user);
        clients.put(key, transaction);
        join(flow, transaction);
        transaction.start(write(request), now);
        return transaction;
    }

    /// Hands a response to its transaction; whether there is one.
    public boolean received(SipResponse response, long now) {
        ClientKey key = ClientKey.of(response);
        ClientTransaction transaction = key == null ? null : clients.get(key);
        if (transaction == null) {
            return false;
        }
        transaction.received(response, now);
        return true;
    }

    void remove(ServerTransaction transaction) {
        wheel.clear(transaction);
        servers.remove(transaction.key);
        leave(transaction.flow(), transaction);
    }

    public void remove(ClientTransaction transaction) {
        wheel.clear(transaction);
        clients.remove(transaction.key);
        leave(transaction.flow(), transaction);
    }

    /// A stream broke, or could not be opened.
    public void failed(Flow flow, long now) {
        Set<TimerWheel.Timed> users = byStream.get(flow);
        if (users == null) {
            return;
        }
        List<TimerWheel.Timed> told = new ArrayList<>(users);
        for (TimerWheel.Timed user : told) {
            if (user instanceof ServerTransaction server) {
                server.transportFailed(now);
            } else if (user instanceof ClientTransaction client) {
                client.transportFailed(now);
            }
        }
    }

    private void join(Flow flow, TimerWheel.Timed transaction) {
        if (flow.transport().isReliable()) {
            byStream.computeIfAbsent(flow, _ -> new LinkedHashSet<>()).add(transaction);
        }
    }

    private void leave(Flow flow, TimerWheel.Timed transaction) {
        if (flow.transport().isReliable()) {
            Set<TimerWheel.Timed> users = byStream.get(flow);
            if (users != null && users.remove(transaction) && users.isEmpty()) {
                byStream.remove(flow);
            }
        }
    }
}

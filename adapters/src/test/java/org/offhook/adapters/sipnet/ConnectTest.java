package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.LegEvent;
import org.offhook.testkit.peers.Waiting;

/// A place that lets nobody finish connecting: its queue is full, so the system answers no more.
final class ConnectTest {

    private static final int LIMIT_S = 20;
    private static final int MOST_WAITING = 32;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Test
    void whatCannotBeOpenedInTimeIsGivenUpAndCounted() throws Exception {
        SipNetLimits usual = SipNetLimits.STANDARD;
        SipNetLimits limits = new SipNetLimits(
                usual.wire(),
                usual.connections(),
                usual.connectionsPerAddress(),
                usual.idle(),
                usual.slow(),
                PATIENCE,
                usual.queued(),
                usual.keepAlives(),
                usual.batch(),
                usual.socketBuffer());
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SipHost host = new SipHost(0, 1, limits, (_, _) -> {})) {
            fill(deaf, waiting);
            CompletableFuture<LegEvent> end = new CompletableFuture<>();
            host.call(
                    "sip:nobody@127.0.0.1:" + deaf.getLocalPort() + ";transport=tcp",
                    SipHost.SDP,
                    null,
                    (event, _) -> end.complete(event));

            assertThat(end.get(LIMIT_S, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            LegEvent.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(503));
            Waiting.until("it is counted", Duration.ofSeconds(LIMIT_S), () -> host.cut(Limit.CONNECT) == 1);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /// Three that get no answer prove that the queue is full: one may just have been slow.
    private static void fill(ServerSocket deaf, List<Socket> waiting) throws IOException {
        int unanswered = 0;
        while (waiting.size() < MOST_WAITING) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(deaf.getLocalSocketAddress(), (int) PATIENCE.toMillis());
            } catch (SocketTimeoutException full) {
                unanswered++;
                if (unanswered == 3) {
                    return;
                }
            }
        }
        throw new AssertionError("the queue is never full");
    }
}

package org.offhook.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Many messages and many connections: memory stays where it was, and others are served.
final class FloodsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NUMBER = "+15550171";
    private static final long MEGABYTE = 1 << 20;
    private static final String OFFER = String.join(
            "\r\n", "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "m=audio 9 RTP/AVP 0", "");

    private static LiveServer server;
    private static WebApp app;

    private final Attacker attacker = new Attacker(server);

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start().at("/reject", Reply.twiml("<Reject/>"));
        server.rest().number(NUMBER, app.url("/reject"));
    }

    @AfterEach
    void theServerLives() {
        attacker.findsTheServerAlive();
        attacker.close();
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void sevenMethodsAtOnceLeaveNoMemoryBehind() {
        String[] methods = {"INVITE", "REGISTER", "OPTIONS", "SUBSCRIBE", "MESSAGE", "NOTIFY", "PUBLISH"};
        flood(methods, 700);
        long before = used();
        flood(methods, 7_000);
        assertThat(used() - before).isLessThan(64 * MEGABYTE);
    }

    private void flood(String[] methods, int messages) {
        for (int i = 0; i < messages; i++) {
            attacker.send(attacker.request(methods[i % methods.length], "nobody", ""));
            if (i % 500 == 0) {
                attacker.findsTheServerAlive();
            }
        }
    }

    @Test
    void callersThatNeverAcknowledgeAreForgotten() {
        for (int i = 0; i < 200; i++) {
            attacker.send(attacker.request("INVITE", NUMBER, OFFER, "Content-Type: application/sdp"));
        }
        attacker.findsTheServerAlive();
        server.awaitQuiet(LIMIT);
        Waiting.until("no INVITE half open", LIMIT, () -> server.metric("offhook_sip_half_open") == 0);
    }

    @Test
    void anInviteWhoseConnectionIsGoneAtOnceLeavesNothing() throws IOException {
        for (int i = 0; i < 300; i++) {
            try (Socket stream = attacker.connect()) {
                write(stream, overTcp(attacker.request("INVITE", NUMBER, OFFER, "Content-Type: application/sdp")));
                stream.setSoLinger(true, 0);
            }
        }
        attacker.findsTheServerAlive();
        Waiting.until("no connection is held", LIMIT, () -> connections() == 0);
    }

    @Test
    void idleConnectionsKeepNobodyOutAndAreClosed() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                idle.add(attacker.connect());
            }
            Waiting.until("all are connected", LIMIT, () -> connections() == idle.size());
            try (Socket late = attacker.connect()) {
                write(late, overTcp(attacker.request("OPTIONS", "", "")));
                assertThat(read(late)).startsWith("SIP/2.0 200");
            }
            Waiting.until("idle connections are closed", LIMIT, () -> connections() == 0);
        } finally {
            for (Socket stream : idle) {
                stream.close();
            }
        }
    }

    @Test
    void aMessageThatNeverEndsIsCutOff() throws IOException {
        try (Socket slow = attacker.connect();
                Socket huge = attacker.connect()) {
            write(slow, "INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: ");
            write(huge, "INVITE sip:x@127.0.0.1 SIP/2.0\r\nX: " + "a".repeat(70_000));
            assertThat(ends(huge)).as("more than 64 kB of header").isTrue();
            assertThat(ends(slow)).as("a header without an end").isTrue();
        }
    }

    @Test
    void aContentLengthThatOverflowsEndsTheConnection() throws IOException {
        for (String length : new String[] {"-1", "4294967328", "18446744073709551616", "70000"}) {
            try (Socket stream = attacker.connect()) {
                write(stream, overTcp(attacker.request("INVITE", NUMBER, "", "Content-Length: " + length)));
                assertThat(ends(stream)).as(length).isTrue();
            }
        }
    }

    private static double connections() {
        return server.metric("offhook_sip_connections{transport=\"tcp\"}");
    }

    private static String overTcp(String request) {
        return request.replace("SIP/2.0/UDP", "SIP/2.0/TCP");
    }

    private static void write(Socket stream, String text) throws IOException {
        stream.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Socket stream) throws IOException {
        byte[] some = new byte[4_096];
        int length = stream.getInputStream().read(some);
        return length < 0 ? "" : new String(some, 0, length, StandardCharsets.UTF_8);
    }

    /// Whether the other side ends the connection; what it says before does not matter.
    private static boolean ends(Socket stream) {
        try {
            byte[] some = new byte[4_096];
            while (stream.getInputStream().read(some) >= 0) {
                // An answer, before the end.
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

package org.offhook.adapters.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.adapters.httpclient.Client.ALICE;
import static org.offhook.adapters.httpclient.Client.BOB;
import static org.offhook.adapters.httpclient.Client.PATIENT;
import static org.offhook.adapters.httpclient.Client.answered;
import static org.offhook.adapters.httpclient.Client.code;
import static org.offhook.adapters.httpclient.Client.within;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebRequest.Limits;
import org.offhook.core.web.WebResult;

/// One account's hanging servers and names cost no other account anything.
class FairnessTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final HttpLimits NARROW =
            new HttpLimits(2, 3, 1, Duration.ofSeconds(4), 4, 1, 4, 8_192, 100, 1 << 20, 1 << 19, 100);

    private final Semaphore arrived = new Semaphore(0);
    private OddServer hanging;
    private OddServer healthy;

    @BeforeEach
    void open() throws Exception {
        hanging = OddServer.plain(talk -> {
            talk.request();
            arrived.release();
            talk.fallSilent();
        });
        healthy = OddServer.answering(OK);
    }

    @AfterEach
    void close() throws Exception {
        hanging.close();
        healthy.close();
    }

    @Test
    void oneAccountsHangingServersDoNotHoldUpAnother() throws Exception {
        try (Client client = narrow(Client::testNames)) {
            begin(client, ALICE, hanging);
            begin(client, ALICE, hanging);
            CompletableFuture<WebResult> waits = begin(client, ALICE, healthy);
            assertThat(arrived.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
            answered(begin(client, BOB, healthy).get(30, TimeUnit.SECONDS));
            assertThat(waits).isNotDone();
        }
    }

    @Test
    void whatWaitedRunsWhenThereIsRoom() throws Exception {
        try (Client client = narrow(Client::testNames)) {
            Cancellable first = send(client, ALICE, hanging);
            begin(client, ALICE, hanging);
            CompletableFuture<WebResult> waits = begin(client, ALICE, healthy);
            assertThat(arrived.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
            first.cancel();
            answered(waits.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void theQueueOfAnAccountIsBoundedAndCancellingLeavesIt() throws Exception {
        try (Client client = narrow(Client::testNames)) {
            begin(client, ALICE, hanging);
            begin(client, ALICE, hanging);
            begin(client, ALICE, healthy);
            begin(client, ALICE, healthy);
            Cancellable last = send(client, ALICE, healthy);
            assertThat(code(begin(client, ALICE, healthy).get(30, TimeUnit.SECONDS)))
                    .isEqualTo(11200);
            last.cancel();
            assertThat(begin(client, ALICE, healthy)).isNotDone();
        }
    }

    @Test
    void theTotalTimeRunsWhileWaiting() throws Exception {
        try (Client client = narrow(Client::testNames)) {
            begin(client, ALICE, hanging);
            begin(client, ALICE, hanging);
            CompletableFuture<WebResult> waits = client.begin(
                    ALICE,
                    "GET",
                    url(healthy),
                    Map.of(),
                    null,
                    within(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(100)));
            assertThat(code(waits.get(30, TimeUnit.SECONDS))).isEqualTo(11203);
        }
    }

    @Test
    void oneAccountsSlowNamesDoNotHoldUpAnother() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Client client = narrow(host -> {
            if (host.startsWith("slow")) {
                try {
                    never.await();
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            }
            return Client.testNames(host);
        })) {
            List<CompletableFuture<WebResult>> slow = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                slow.add(client.begin(ALICE, "GET", "http://slow" + i + ".test/", Map.of(), null, PATIENT));
            }
            answered(client.begin(BOB, "GET", "http://app.test:" + healthy.port() + "/", Map.of(), null, PATIENT)
                    .get(30, TimeUnit.SECONDS));
            assertThat(slow).noneMatch(CompletableFuture::isDone);
        } finally {
            never.countDown();
        }
    }

    @Test
    void oneAccountsLargeBodiesLeaveRoomForAnothers() throws Exception {
        int large = 400_000;
        Limits enough =
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), 1_000_000, 1_000_000);
        try (Client client = narrow(Client::testNames);
                OddServer stuck = OddServer.plain(talk -> {
                    // What the client has not read yet is not said yet.
                    talk.socket().setSendBufferSize(8_192);
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(large));
                    arrived.release();
                    talk.fallSilent();
                });
                OddServer whole = OddServer.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: " + large + "\r\n\r\n" + "x".repeat(large))) {
            client.begin(ALICE, "GET", url(stuck), Map.of(), null, enough);
            assertThat(arrived.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            answered(begin(client, ALICE, healthy).get(30, TimeUnit.SECONDS));
            assertThat(code(client.await(ALICE, "GET", url(whole), Map.of(), null, enough)))
                    .isEqualTo(11200);
            assertThat(answered(client.await(BOB, "GET", url(whole), Map.of(), null, enough))
                            .body())
                    .hasSize(large);
            assertThat(answered(client.await(BOB, "GET", url(whole), Map.of(), null, enough))
                            .body())
                    .as("what was taken was given back")
                    .hasSize(large);
        }
    }

    private static Client narrow(Resolver resolver) throws Exception {
        return new Client(DestinationPolicy.open(), resolver, SSLContext.getDefault(), NARROW);
    }

    private static CompletableFuture<WebResult> begin(
            Client client, org.offhook.core.ids.Sid account, OddServer server) {
        return client.begin(account, "GET", url(server), Map.of(), null, PATIENT);
    }

    private static Cancellable send(Client client, org.offhook.core.ids.Sid account, OddServer server) {
        return client.web.send(
                new WebRequest(account, "GET", URI.create(url(server)), Map.of(), null, PATIENT), _ -> {});
    }

    private static String url(OddServer server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }
}

package org.offhook.adapters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.adapters.httpclient.Guard;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.tls.Authority;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.streams.StreamSockets.Ending;
import org.offhook.core.streams.StreamSockets.Handshake;
import org.offhook.core.streams.StreamSockets.Link;
import org.offhook.core.streams.StreamSockets.Socket;
import org.offhook.core.web.AllowedDestination;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.StreamApp;
import org.offhook.testkit.webapp.StreamApp.Talk;

/// WebSocket connections to applications that behave, and to those that do not.
final class WebSocketStreamsTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Sid ACCOUNT = new Sids(new SplittableRandom(1)).next(SidType.ACCOUNT);

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private @Nullable WebSocketStreams opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        scheduler.close();
    }

    private WebSocketStreams streams(DestinationPolicy policy) throws Exception {
        return streams(policy, SSLContext.getDefault());
    }

    private WebSocketStreams streams(DestinationPolicy policy, SSLContext tls) {
        Guard guard = new Guard(
                policy,
                host -> {
                    if (!host.endsWith(".test")) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.ofLiteral("127.0.0.1"));
                },
                2);
        opened = new WebSocketStreams(guard, tls, scheduler);
        return opened;
    }

    /// One who says a few words and listens.
    private static final class Talker implements Link {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
        private final AtomicInteger openings = new AtomicInteger();

        Talker(String... words) {
            this.words.addAll(List.of(words));
        }

        @Override
        public void opened() {
            openings.incrementAndGet();
        }

        @Override
        public @Nullable String next() {
            return words.poll();
        }

        @Override
        public void received(String text) {
            heard.add(text);
        }

        @Override
        public void ended(Ending how) {
            endings.add(how);
        }

        Ending ending() throws InterruptedException {
            Ending how = endings.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (how == null) {
                throw new AssertionError("it never ended");
            }
            return how;
        }
    }

    private static Handshake to(String url) {
        return new Handshake(ACCOUNT, URI.create(url), Map.of("X-Proof", "yes"), PATIENCE, 1_000);
    }

    private static Ending ended(WebSocketStreams streams, String url) throws InterruptedException {
        Talker talker = new Talker();
        Socket _ = streams.open(to(url), talker);
        Ending how = talker.ending();
        assertThat(talker.endings).isEmpty();
        return how;
    }

    @Test
    void whatIsSaidOnBothSidesArrivesInOrderAndGoodbyeComesLast() throws Exception {
        try (StreamApp app = StreamApp.start()) {
            Talker talker = new Talker("one", "two", "three");
            Socket socket = streams(DestinationPolicy.open()).open(to(app.url("/path")), talker);
            Talk talk = app.awaitTalk(1, LIMIT);
            talk.say("four");
            talk.ping();
            talk.say("five");
            assertThat(talker.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("four");
            assertThat(talker.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("five");
            Waiting.until("a pong", LIMIT, () -> talk.heard().contains("pong hi"));
            talker.words.add("last");
            socket.close();

            assertThat(talker.ending()).isEqualTo(Ending.GOOD);
            assertThat(talk.heard()).containsSubsequence("one", "two", "three", "last");
            assertThat(talk.closedWith()).isEqualTo(1000);
            assertThat(talk.header("x-proof")).isEqualTo("yes");
            assertThat(talk.path()).isEqualTo("/path");
            assertThat(talker.openings).hasValue(1);
        }
    }

    @Test
    void tlsIsSpokenToWhomTheCertificateNames() throws Exception {
        Authority authority = new Authority();
        ServerSocket listener = authority
                .server("app.test", Duration.ofDays(1))
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        try (StreamApp app = StreamApp.on(listener)) {
            WebSocketStreams streams = streams(DestinationPolicy.open(), authority.trusting());
            Talker talker = new Talker("secret");
            Socket socket = streams.open(to("wss://app.test:" + app.port() + "/"), talker);
            Talk talk = app.awaitTalk(1, LIMIT);
            Waiting.until("the word is heard", LIMIT, () -> talk.heard().contains("secret"));
            socket.close();
            assertThat(talker.ending()).isEqualTo(Ending.GOOD);

            assertThat(ended(streams, "wss://other.test:" + app.port() + "/").code())
                    .isEqualTo(31910);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1001, 0", "1011, 31921", "4000, 31921"})
    void theCodeOfAGoodbyeTellsWhetherAllIsWell(int close, int code) throws Exception {
        try (StreamApp app = StreamApp.start()) {
            Talker talker = new Talker();
            Socket _ = streams(DestinationPolicy.open()).open(to(app.url("/")), talker);
            app.awaitTalk(1, LIMIT).close(close);

            assertThat(talker.ending().code()).isEqualTo(code);
        }
    }

    @Test
    void whoLeavesWithoutAWordIs31903() throws Exception {
        try (StreamApp app = StreamApp.start()) {
            Talker talker = new Talker();
            Socket _ = streams(DestinationPolicy.open()).open(to(app.url("/")), talker);
            app.awaitTalk(1, LIMIT).cut();

            assertThat(talker.ending().code()).isEqualTo(31903);
        }
    }

    @Test
    void aMessageThatIsTooLongIs31924() throws Exception {
        try (StreamApp app = StreamApp.start()) {
            Talker talker = new Talker();
            Socket _ = streams(DestinationPolicy.open()).open(to(app.url("/")), talker);
            app.awaitTalk(1, LIMIT).say("x".repeat(1_001));

            assertThat(talker.ending().code()).isEqualTo(31924);
            assertThat(talker.heard).isEmpty();
        }
    }

    @Test
    void whatIsNoWebSocketHasACodeForEachReason() throws Exception {
        WebSocketStreams streams = streams(DestinationPolicy.open());
        try (StreamApp app = StreamApp.start();
                ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(ended(streams, app.url("/refused")).code()).isEqualTo(31920);
            assertThat(ended(streams, "ws://nobody.example/").code()).isEqualTo(31904);
            assertThat(ended(streams, "wss://app.test:" + app.port() + "/").code())
                    .isEqualTo(31910);
            Talker talker = new Talker();
            Handshake impatient = new Handshake(
                    ACCOUNT,
                    URI.create("ws://app.test:" + silent.getLocalPort() + "/"),
                    Map.of(),
                    Duration.ofMillis(300),
                    1_000);
            Socket _ = streams.open(impatient, talker);
            assertThat(talker.ending().code()).isEqualTo(31901);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "app.test", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void nothingReachesLoopbackUnlessAllowed(String host) throws Exception {
        try (StreamApp canary = StreamApp.start()) {
            WebSocketStreams streams = streams(DestinationPolicy.guarded(List.of()));
            Ending how = ended(streams, "ws://" + host + ":" + canary.port() + "/");

            assertThat(how.code()).isEqualTo(31904);
            assertThat(how.message()).contains("--allow");
            assertThat(canary.talks()).isEmpty();
        }
    }

    @Test
    void whatTheOperatorAllowsIsReached() throws Exception {
        try (StreamApp app = StreamApp.start()) {
            WebSocketStreams streams = streams(DestinationPolicy.guarded(
                    List.of(AllowedDestination.parse("app.test").orElseThrow())));
            Talker talker = new Talker("hello");
            Socket socket = streams.open(to("ws://app.test:" + app.port() + "/"), talker);
            app.awaitTalk(1, LIMIT);
            socket.close();

            assertThat(talker.ending()).isEqualTo(Ending.GOOD);
        }
    }

    @Test
    void aConnectionThatIsGivenUpBeforeItIsThereEndsAtOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Talker talker = new Talker();
            Socket socket =
                    streams(DestinationPolicy.open()).open(to("ws://app.test:" + silent.getLocalPort() + "/"), talker);
            socket.close();

            assertThat(talker.ending()).isEqualTo(Ending.GOOD);
            assertThat(talker.openings).hasValue(0);
        }
    }
}

package org.offhook.adapters.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.runtime.VirtualScripts;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.api.http.Response.Body;
import org.offhook.api.http.Response.Wake;
import org.offhook.core.script.Mailbox;

@Timeout(60)
final class HttpListenerTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress FREE = new InetSocketAddress(LOOPBACK, 0);

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpListener listener;

    @AfterEach
    void close() {
        client.shutdownNow();
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void aRequestArrivesAsItWasSentAndItsAnswerGoesBack() throws Exception {
        open(request ->
                Response.text(201, "text/plain", "made").with("X-Two", "1").with("X-Two", "2"));
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/a%2Fb/c%20d.json?To=%2B1&x=y"))
                        .header("X-Test", "one")
                        .POST(BodyPublishers.ofString("From=%2B2"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("made");
        assertThat(response.headers().allValues("X-Two")).containsExactly("1", "2");
        assertThat(response.headers().firstValue("Content-Length")).contains("4");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        Request request = requests.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/a%2Fb/c%20d.json");
        assertThat(request.query()).isEqualTo("To=%2B1&x=y");
        assertThat(request.headers().get("x-test")).contains("one");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("From=%2B2");
        assertThat(request.base()).isEqualTo("http://127.0.0.1:" + listener.port());
        assertThat(request.peer()).isEqualTo("127.0.0.1");
    }

    @Test
    void aHeadRequestGetsHeadersAndNoBody() throws Exception {
        open(request -> Response.text(200, "text/plain", "four"));
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Length")).contains("4");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aFileIsSentWholeWithItsLength() throws Exception {
        byte[] sound = new byte[300_000];
        sound[299_999] = 42;
        open(request -> new Response(
                200,
                Headers.of("Content-Type", "audio/x-wav"),
                new Body.File(sound.length, new ByteArrayInputStream(sound))));
        HttpResponse<byte[]> response =
                client.send(HttpRequest.newBuilder(uri("/")).build(), BodyHandlers.ofByteArray());
        assertThat(response.body()).isEqualTo(sound);
        assertThat(response.headers().firstValue("Content-Length")).contains("300000");
    }

    @Test
    void ofABodyBeyondTheLimitOnlyAsMuchIsReadAsTellsSo() throws Exception {
        open(request -> Response.empty(request.body().length > Request.LONGEST_BODY ? 413 : 200));
        byte[] longest = new byte[Request.LONGEST_BODY];
        assertThat(post(BodyPublishers.ofByteArray(longest))).isEqualTo(200);
        byte[] longer = new byte[3 * Request.LONGEST_BODY];
        assertThat(raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + longer.length + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("connection: close");
        // Chunked: the length shows only while reading.
        assertThat(raw("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(longer.length) + "\r\n" + "x".repeat(2 * Request.LONGEST_BODY)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.body().length).isLessThanOrEqualTo(Request.LONGEST_BODY + 1));
    }

    @Test
    void brokenHttpIsAnsweredInTheShapeOfTheApi() throws Exception {
        open(request -> Response.empty(200));
        String longHeader = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
        assertThat(raw(longHeader))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":20431")
                .doesNotContain("etty");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"code\":20400,\"message\":\"Bad Request\"")
                .doesNotContain("etty");
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400 ").doesNotContain("etty");
        assertThat(requests).isEmpty();
    }

    @Test
    void aRequestThatDoesNotComeToItsEndIsCutOff() throws Exception {
        HttpLimits hasty = new HttpLimits(
                10, 1000, Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ZERO);
        listener = HttpListener.open(
                FREE,
                null,
                request -> Response.empty(200),
                new VirtualScripts(new ThreadScheduler()),
                hasty,
                List.of());
        try (Socket headers = new Socket(LOOPBACK, listener.port());
                Socket body = new Socket(LOOPBACK, listener.port())) {
            headers.getOutputStream().write("GET / HTTP/1.1\r\nX".getBytes(StandardCharsets.US_ASCII));
            body.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(headers.getInputStream().readAllBytes()).isEmpty();
            assertThat(new String(body.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("200 OK");
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        open(request -> Response.empty(200));
        InetSocketAddress taken = new InetSocketAddress(LOOPBACK, listener.port());
        assertThatThrownBy(() -> HttpListener.open(
                        taken,
                        null,
                        request -> Response.empty(200),
                        new VirtualScripts(new ThreadScheduler()),
                        HttpLimits.DEFAULT,
                        List.of()))
                .isInstanceOf(HttpListener.CannotListen.class)
                .hasMessage("HTTP port " + taken.getHostString() + ":" + listener.port()
                        + " cannot be opened (Address already in use): stop"
                        + " the program that has it, or give another with --http HOST:PORT");
    }

    @Test
    void aLiveAnswerGoesOnUntilTheServerStops() throws Exception {
        CompletableFuture<Wake> ended = new CompletableFuture<>();
        open(request -> live((sink, mailbox) -> {
            sink.write("first\n".getBytes(StandardCharsets.US_ASCII));
            ended.complete(mailbox.take(Duration.ofSeconds(20)));
            sink.write("last\n".getBytes(StandardCharsets.US_ASCII));
        }));
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(uri("/")).build(), BodyHandlers.ofInputStream());
        byte[] first = response.body().readNBytes(6);
        assertThat(first).asString(StandardCharsets.US_ASCII).isEqualTo("first\n");

        listener.close();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(Wake.GONE);
        assertThat(response.body().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("last\n");
    }

    @Test
    void aLiveAnswerEndsWhenItsReaderHasGone() throws Exception {
        CompletableFuture<IOException> gone = new CompletableFuture<>();
        open(request -> live((sink, mailbox) -> {
            try {
                while (true) {
                    sink.write(new byte[10_000]);
                    mailbox.take(Duration.ofMillis(1));
                }
            } catch (IOException cut) {
                gone.complete(cut);
                throw cut;
            }
        }));
        try (Socket socket = new Socket(LOOPBACK, listener.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(gone.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    private static Response live(Story story) {
        return new Response(200, Headers.NONE, new Body.Live((sink, mailbox) -> {
            try {
                story.tell(sink, mailbox);
            } catch (IOException gone) {
                // The test has noted it.
            }
        }));
    }

    @FunctionalInterface
    private interface Story {
        void tell(Response.Sink sink, Mailbox<Wake> mailbox) throws IOException;
    }

    private void open(Function<Request, Response> app) throws Exception {
        listener = HttpListener.open(
                FREE,
                null,
                request -> {
                    requests.add(request);
                    return app.apply(request);
                },
                new VirtualScripts(new ThreadScheduler()),
                HttpLimits.DEFAULT,
                List.of());
    }

    private int post(HttpRequest.BodyPublisher body) throws Exception {
        return client.send(HttpRequest.newBuilder(uri("/")).POST(body).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /// What comes back until the server closes.
    private String raw(String text) throws IOException {
        try (Socket socket = new Socket(LOOPBACK, listener.port())) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(bytes);
                } catch (IOException cut) {
                    // The server need not read all of it.
                }
            });
            StringBuilder answer = new StringBuilder();
            try {
                for (int c = socket.getInputStream().read();
                        c >= 0;
                        c = socket.getInputStream().read()) {
                    answer.append((char) c);
                }
            } catch (IOException reset) {
                // Closed with our bytes unread: what came before counts.
            }
            sender.interrupt();
            return answer.toString();
        }
    }

    private URI uri(String target) {
        return URI.create("http://127.0.0.1:" + listener.port() + target);
    }
}

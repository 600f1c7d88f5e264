package org.offhook.adapters.sounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.adapters.httpclient.HttpLimits;
import org.offhook.adapters.httpclient.HttpWeb;
import org.offhook.adapters.httpclient.Resolver;
import org.offhook.adapters.prompts.PromptFiles;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.tts.FreeTtsEngine;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds.Result;
import org.offhook.core.media.Sounds.Source;
import org.offhook.core.sounds.MediaLayer;
import org.offhook.core.sounds.SoundLimits;
import org.offhook.core.speech.Utterance;
import org.offhook.core.web.AllowedDestination;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.wav.WavHeader;

/// The media layer with everything real: an HTTP server on loopback, the guarded client, decoder, engine and
/// disk.
class MediaLayerOverHttpTest {

    private static final Sid ALICE = new Sid("AC" + "a".repeat(32));

    @TempDir
    Path folder;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger canaryHits = new AtomicInteger();
    private HttpServer allowed;
    private HttpServer canary;
    private HttpWeb web;
    private MediaLayer sounds;

    @BeforeEach
    void open() throws Exception {
        allowed = server("127.0.0.2");
        canary = server("127.0.0.1");
        canary.createContext("/", exchange -> {
            canaryHits.incrementAndGet();
            answer(exchange, 200, "audio/wav", wav(800));
        });
        web = new HttpWeb(
                DestinationPolicy.guarded(List.of(new AllowedDestination("127.0.0.2", 0))),
                Resolver.system(),
                SSLContext.getDefault(),
                new MachineClock(),
                scheduler,
                HttpLimits.DEFAULT);
        sounds = layer();
    }

    @AfterEach
    void close() {
        allowed.stop(0);
        canary.stop(0);
        web.close();
        scheduler.close();
        workers.close();
    }

    @Test
    void aSoundFileIsFetchedDecodedAndKept() throws Exception {
        AtomicInteger hits = new AtomicInteger();
        serve("/a.wav", exchange -> {
            hits.incrementAndGet();
            exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
            answer(exchange, 200, "audio/wav", wav(16_000));
        });
        Audio audio = ready(get("/a.wav"));
        assertThat(audio.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(audio.sample(5)).isEqualTo((short) 1_000);
        assertThat(ready(get("/a.wav"))).isSameAs(audio);
        assertThat(hits).hasValue(1);
    }

    @Test
    void aRedirectToWhereNobodyMayGoIsNotFollowed() throws Exception {
        serve("/a.wav", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + canary.getAddress().getPort() + "/a.wav");
            answer(exchange, 302, "text/plain", new byte[] {'x'});
        });
        assertThat(failed(get("/a.wav")).code()).isEqualTo(11210);
        assertThat(canaryHits).hasValue(0);
    }

    @Test
    void anEndlessFileIsCutOff() throws Exception {
        serve("/a.wav", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[65_536];
            while (true) {
                exchange.getResponseBody().write(chunk);
            }
        });
        assertThat(failed(get("/a.wav")).code()).isEqualTo(11200);
    }

    @Test
    void aPageInsteadOfASoundIs13420() throws Exception {
        serve(
                "/a.wav",
                exchange -> answer(
                        exchange,
                        200,
                        "text/html",
                        "<html>Not here".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(failed(get("/a.wav")).code()).isEqualTo(13420);
    }

    @Test
    void speechIsMadeAndReadFromDiskAfterARestart() throws Exception {
        Source hello = new Source.Speech(new Utterance("Hello there.", "en-US", "man"));
        Audio first = ready(get(sounds, hello));
        Audio again = ready(get(layer(), hello));
        assertThat(first.length()).isGreaterThan(4_000).isEqualTo(again.length());
        assertThat(again.caption()).isEqualTo("Hello there.");
    }

    private MediaLayer layer() throws IOException {
        return new MediaLayer(
                web,
                List.of(new FreeTtsEngine()),
                new PromptFiles(folder.resolve("prompts"), 10 << 20, new MachineClock()),
                new FileDecoder(new Ffmpeg("ffmpeg", folder, Duration.ofSeconds(30))),
                workers,
                new MachineClock(),
                SoundLimits.DEFAULT.withFile(5 << 20));
    }

    private Result get(String path) throws Exception {
        return get(
                sounds,
                new Source.File(
                        URI.create("http://127.0.0.2:" + allowed.getAddress().getPort() + path)));
    }

    private static Result get(MediaLayer layer, Source source) throws Exception {
        CompletableFuture<Result> result = new CompletableFuture<>();
        layer.get(ALICE, source, result::complete);
        return result.get(60, TimeUnit.SECONDS);
    }

    private static Audio ready(Result result) {
        assertThat(result).isInstanceOf(Result.Ready.class);
        return ((Result.Ready) result).audio();
    }

    private static Result.Failed failed(Result result) {
        assertThat(result).isInstanceOf(Result.Failed.class);
        return (Result.Failed) result;
    }

    private void serve(String path, HttpHandler handler) {
        allowed.createContext(path, handler);
    }

    private HttpServer server(String address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 50);
        server.setExecutor(workers);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] wav(int samples) {
        ByteBuffer file = ByteBuffer.allocate(WavHeader.LENGTH + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put(WavHeader.of(Audio.RATE, 1, 2L * samples));
        while (file.hasRemaining()) {
            file.putShort((short) 1_000);
        }
        return file.array();
    }
}

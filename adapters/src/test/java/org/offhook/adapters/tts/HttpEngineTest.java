package org.offhook.adapters.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.adapters.httpclient.HttpLimits;
import org.offhook.adapters.httpclient.HttpWeb;
import org.offhook.adapters.httpclient.Resolver;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.core.ids.Sid;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.SpeechEngine.Spoken;
import org.offhook.core.speech.Utterance;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.media.codec.WavDecoder;
import org.offhook.protocols.wav.WavHeader;
import org.offhook.testkit.contracts.SpeechEngineContract;

/// Against a small service on loopback that speaks in tones: one for each character, higher for a woman.
class HttpEngineTest extends SpeechEngineContract {

    private static final Sid PLATFORM = new Sid("AC" + "0".repeat(32));
    private static final int RATE = 24_000;
    private static final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private static final ThreadScheduler scheduler = new ThreadScheduler();
    private static final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private static HttpServer service;
    private static HttpWeb web;

    @BeforeAll
    static void open() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        service.setExecutor(workers);
        service.createContext("/v1/audio/speech", HttpEngineTest::speech);
        service.createContext(
                "/broken/v1/audio/speech", exchange -> answer(exchange, 200, "audio/wav", new byte[] {1}));
        service.start();
        web = new HttpWeb(
                DestinationPolicy.open(),
                Resolver.system(),
                SSLContext.getDefault(),
                new MachineClock(),
                scheduler,
                HttpLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        service.stop(0);
        workers.close();
        web.close();
        scheduler.close();
    }

    @Override
    protected SpeechEngine engine() {
        return engine("", "secret", "wav");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "pcm"})
    void eachFormatIsUnderstood(String format) {
        assertThat(loudness(sound(engine("", "secret", format).speak(new Utterance("Hello there", "en-US", "man")))))
                .isGreaterThan(300);
    }

    @Test
    void theRequestIsWhatSuchServicesExpect() {
        asked.clear();
        engine("/v1/", "secret", "wav").speak(new Utterance("Say \"this\"\n\u00e4\uD83D\uDE00", "en-US", "alice"));
        engine("", "secret", "wav").speak(new Utterance("x", "en-US", "fable"));
        assertThat(asked.getFirst().path("model").asText()).isEqualTo("tts-1");
        assertThat(asked.getFirst().path("input").asText()).isEqualTo("Say \"this\"\n\u00e4\uD83D\uDE00");
        assertThat(asked.getFirst().path("voice").asText()).isEqualTo("nova");
        assertThat(asked.getFirst().path("response_format").asText()).isEqualTo("wav");
        assertThat(asked.getLast().path("voice").asText()).isEqualTo("fable");
    }

    @Test
    void aRefusalIsAReasonWithoutTheKey() {
        Spoken spoken = engine("", "wrong-key", "wav").speak(new Utterance("Hello", "en-US", "man"));
        assertThat(((Spoken.Failed) spoken).reason()).contains("401").doesNotContain("wrong-key");
        assertThat(engine("", "wrong-key", "wav").toString()).doesNotContain("wrong-key");
    }

    @Test
    void whatIsNoSoundIsAReason() {
        assertThat(engine("/broken", "secret", "wav").speak(new Utterance("Hello", "en-US", "man")))
                .isInstanceOf(Spoken.Failed.class);
        assertThat(engine("/nowhere", "secret", "wav").speak(new Utterance("Hello", "en-US", "man")))
                .isInstanceOf(Spoken.Failed.class);
    }

    private static SpeechEngine engine(String path, String key, String format) {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + path);
        return new HttpEngine(
                new HttpEngine.Settings(url, key, "tts-1", "onyx", "nova", format, Set.of("en", "de", "fr"), PLATFORM),
                web,
                (bytes, _, caption) -> WavDecoder.decode(bytes, caption));
    }

    private static void speech(HttpExchange exchange) throws IOException {
        if (!"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    401,
                    "application/json",
                    "{\"error\":\n\"bad key\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return;
        }
        JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
        asked.add(request);
        byte[] pcm = tones(
                request.path("input").asText().length(),
                request.path("voice").asText().equals("onyx"));
        if (request.path("response_format").asText().equals("pcm")) {
            answer(exchange, 200, "audio/pcm", pcm);
            return;
        }
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        wav.writeBytes(WavHeader.of(RATE, 1, 0xffffffffL));
        wav.writeBytes(pcm);
        answer(exchange, 200, "audio/wav", wav.toByteArray());
    }

    private static byte[] tones(int characters, boolean low) {
        byte[] pcm = new byte[Math.min(characters, 500) * RATE / 20 * 2];
        for (int i = 0; i < pcm.length / 2; i++) {
            int sample = (int) (8_000 * Math.sin(2 * Math.PI * (low ? 300 : 600) * i / RATE));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

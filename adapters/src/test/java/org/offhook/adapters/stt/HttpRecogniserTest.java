package org.offhook.adapters.stt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.media.codec.WavDecoder;
import org.offhook.testkit.contracts.SpeechRecogniserContract;

/// Against a small service on loopback that understands how long somebody speaks, in tenths of a second.
class HttpRecogniserTest extends SpeechRecogniserContract {

    private static final Pattern PART = Pattern.compile("name=\"(\\w+)\"[^\\n]*\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n", 0);
    private static final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private static final ThreadScheduler scheduler = new ThreadScheduler();
    private static final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private static HttpServer service;
    private static HttpWeb web;

    @BeforeAll
    static void open() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        service.setExecutor(workers);
        service.createContext("/v1/audio/transcriptions", HttpRecogniserTest::transcribe);
        answering("/words", "no json");
        answering("/empty", "{}");
        answering("/silent", "{\"text\":\"Thank you.\",\"segments\":[{\"no_speech_prob\":0.97,\"avg_logprob\":-0.2}]}");
        answering("/blank", "{\"text\":\" \\n\"}");
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
    protected SpeechRecogniser recogniser() {
        return recogniser("", "secret", "verbose_json");
    }

    @Override
    protected Audio speech() {
        return Audio.silence(Duration.ofMillis(1300));
    }

    @Override
    protected String words() {
        return "thirteen of Äcker 13";
    }

    @Test
    void theRequestIsWhatSuchServicesExpect() {
        asked.clear();
        recogniser("/v1/", "secret", "json")
                .hear(new SpokenWords(
                        ACCOUNT, speech(), new Wish("de-DE", List.of("Rechnung", "Äpfel"), "default", true)));
        Map<String, String> form = asked.getFirst();
        assertThat(form)
                .containsEntry("model", "whisper-1")
                .containsEntry("response_format", "json")
                .containsEntry("language", "de")
                .containsEntry("prompt", "Rechnung, Äpfel")
                .containsEntry("temperature", "0");
    }

    @Test
    void howSureTheServiceIsIsTheConfidence() {
        Heard.Words sure = (Heard.Words) hear(speech(), Wish.plain("en-US"));
        assertThat(sure.confidence()).isBetween(0.81, 0.83);
        Heard.Words silent = (Heard.Words)
                recogniser("", "secret", "json").hear(new SpokenWords(ACCOUNT, speech(), Wish.plain("en")));
        assertThat(silent.confidence()).isNull();
    }

    @Test
    void aRefusalIsAReasonWithoutTheKey() {
        Heard heard = hear("", "wrong-key");
        assertThat(((Heard.Failed) heard).reason()).contains("401").doesNotContain("wrong-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/words", "/empty", "/nowhere"})
    void whatIsNoTextIsAReason(String path) {
        assertThat(hear(path, "secret")).isInstanceOf(Heard.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/blank"})
    void wordsThatTheServiceMadeUpAreNothing(String path) {
        assertThat(hear(path, "secret")).isEqualTo(new Heard.Nothing());
    }

    private Heard hear(String path, String key) {
        return recogniser(path, key, "verbose_json").hear(new SpokenWords(ACCOUNT, speech(), Wish.plain("en-US")));
    }

    private static SpeechRecogniser recogniser(String path, String key, String format) {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + path);
        return new HttpRecogniser(
                new HttpRecogniser.Settings(url, key, "whisper-1", format, Set.of("en", "de"), ACCOUNT), web);
    }

    private static void transcribe(HttpExchange exchange) throws IOException {
        if (!"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\n\"bad key\"}");
            return;
        }
        Map<String, String> form = read(
                exchange.getRequestHeaders().getFirst("Content-Type").replaceAll(".*boundary=", ""),
                new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
        asked.add(form);
        byte[] wav = form.get("file").getBytes(ISO_8859_1);
        if (!(WavDecoder.decode(wav, "") instanceof Decoded.Sound(Audio audio))) {
            answer(exchange, 400, "{\"error\":\"no sound\"}");
            return;
        }
        String text = "thirteen of Äcker " + audio.length() / 800;
        String segments =
                "[{\"avg_logprob\":-0.1,\"no_speech_prob\":0.1},{\"avg_logprob\":-0.3,\"no_speech_prob\":0.9}]";
        answer(
                exchange,
                200,
                form.get("response_format").equals("json")
                        ? "{\"text\":\"" + text + "\"}"
                        : "{\"text\":\" " + text + "\",\"segments\":" + segments + "}");
    }

    private static Map<String, String> read(String boundary, String body) {
        Map<String, String> form = new ConcurrentHashMap<>();
        String[] parts = body.split("--" + Pattern.quote(boundary));
        for (String part : parts) {
            Matcher head = PART.matcher(part);
            if (head.find()) {
                byte[] value = part.substring(head.end(), part.length() - 2).getBytes(ISO_8859_1);
                form.put(
                        head.group(1),
                        head.group(1).equals("file") ? new String(value, ISO_8859_1) : new String(value, UTF_8));
            }
        }
        return form;
    }

    private static void answering(String path, String body) {
        service.createContext(path + "/v1/audio/transcriptions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, body);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }
}

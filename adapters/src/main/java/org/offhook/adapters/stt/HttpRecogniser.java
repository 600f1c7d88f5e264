package org.offhook.adapters.stt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.speech.Speakable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// A speech service over HTTP that understands `POST {url}/v1/audio/transcriptions` as OpenAI's does; many
/// programs that one can run oneself do. An utterance goes there as WAV of 8,000 samples a second.
public final class HttpRecogniser implements SpeechRecogniser {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// Bytes of an answer.
    private static final int MOST = 1 << 20;

    /// Characters of the prompt that the hints make: such models look at some 200 words.
    private static final int LONGEST_PROMPT = 1_000;

    /// With a probability of silence above this, what was understood is made up.
    private static final double SILENCE = 0.8;

    private static final int OK = 200;
    private static final int SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Web web;

    /// @param url       where the service is; with or without the `/v1` at its end
    /// @param key       sent as a bearer token, or null
    /// @param model     such as `whisper-1`
    /// @param format    `json`, or `verbose_json`, which tells how sure the service is
    /// @param languages primary subtags it understands; empty for all
    /// @param account   in whose name the requests are made: the platform's own
    public record Settings(
            URI url, @Nullable String key, String model, String format, Set<String> languages, Sid account) {

        @Override
        public String toString() {
            return "Settings[" + url + " " + model + "]";
        }
    }

    /// @param web whose policy admits the configured service
    public HttpRecogniser(Settings settings, Web web) {
        this.settings = settings;
        this.web = web;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean understands(String language) {
        return settings.languages().isEmpty() || settings.languages().contains(language);
    }

    @Override
    public Heard hear(SpokenWords said) {
        String language = Speakable.primary(said.wish().language());
        if (!understands(language)) {
            return new Heard.Failed("the speech service is not configured to understand "
                    + said.wish().language());
        }
        BlockingQueue<WebResult> answer = new ArrayBlockingQueue<>(1);
        try {
            web.send(request(said, language), answer::add);
            @Nullable WebResult result = answer.poll(2 * LONGEST.toNanos(), TimeUnit.NANOSECONDS);
            return switch (result) {
                case null -> new Heard.Failed("the speech service did not answer");
                case WebResult.Failed failed -> new Heard.Failed("the speech service: " + failed.message());
                case WebResult.Answered answered -> read(answered);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Heard.Failed("interrupted");
        }
    }

    private WebRequest request(SpokenWords said, String language) {
        MultipartForm form = new MultipartForm()
                .field("model", settings.model())
                .field("response_format", settings.format())
                .field("temperature", "0");
        if (!language.isEmpty()) {
            form.field("language", language);
        }
        String prompt = String.join(", ", said.wish().hints());
        if (!prompt.isEmpty()) {
            form.field("prompt", prompt.substring(0, Math.min(prompt.length(), LONGEST_PROMPT)));
        }
        form.file("file", "utterance.wav", "audio/wav", MultipartForm.wav(said.sound()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", form.contentType());
        headers.put("Accept", "application/json");
        if (settings.key() != null) {
            headers.put("Authorization", "Bearer " + settings.key());
        }
        return new WebRequest(
                settings.account(),
                "POST",
                endpoint(settings.url()),
                headers,
                form.bytes(),
                new WebRequest.Limits(Duration.ofSeconds(5), LONGEST, LONGEST, MOST, MOST));
    }

    private static URI endpoint(URI url) {
        String base = url.toString().replaceAll("/+$", "");
        return URI.create(base + (base.endsWith("/v1") ? "/audio/transcriptions" : "/v1/audio/transcriptions"));
    }

    private static Heard read(WebResult.Answered answered) {
        byte[] body = answered.body();
        if (answered.status() != OK) {
            String text = new String(body, 0, Math.min(body.length, SHOWN), UTF_8).replaceAll("\\p{Cntrl}+", " ");
            return new Heard.Failed("the speech service answered " + answered.status() + ": " + text);
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json == null || !json.path("text").isTextual()) {
                return new Heard.Failed("the speech service answered without a text");
            }
            String text = Speakable.of(json.path("text").asText());
            JsonNode segments = json.path("segments");
            return text.isEmpty() || isSilence(segments)
                    ? new Heard.Nothing()
                    : new Heard.Words(text, confidence(segments));
        } catch (IOException notJson) {
            return new Heard.Failed("the speech service answered with something that is not JSON");
        }
    }

    private static boolean isSilence(JsonNode segments) {
        boolean silent = !segments.isEmpty();
        for (JsonNode segment : segments) {
            silent &= segment.path("no_speech_prob").asDouble(0) > SILENCE;
        }
        return silent;
    }

    /// The mean probability of a word, from the mean logarithms of the segments; null when there are none.
    private static @Nullable Double confidence(JsonNode segments) {
        double sum = 0;
        int count = 0;
        for (JsonNode segment : segments) {
            if (segment.path("avg_logprob").isNumber()) {
                sum += segment.path("avg_logprob").asDouble();
                count++;
            }
        }
        return count == 0 ? null : Math.clamp(Math.exp(sum / count), 0, 1);
    }
}

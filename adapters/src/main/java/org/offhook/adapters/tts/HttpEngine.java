package org.offhook.adapters.tts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.speech.Speakable;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;
import org.offhook.core.speech.VoiceKind;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.media.codec.WavDecoder;

/// A speech service over HTTP that understands `POST {url}/v1/audio/speech` as OpenAI's does; many programs
/// that one can run oneself do.
public final class HttpEngine implements SpeechEngine {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// Bytes of one sound as the service sends it.
    private static final int MOST = 50 << 20;

    /// Of the format `pcm`: 16 bit, little-endian, one channel.
    private static final int PCM_RATE = 24_000;

    private static final int OK = 200;
    private static final int SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Web web;
    private final AudioDecoder decoder;

    /// @param url       where the service is; with or without the `/v1` at its end
    /// @param key       sent as a bearer token, or null
    /// @param model     such as `tts-1`
    /// @param man       the service's voice for the contract's `man`
    /// @param woman     its voice for `woman` and `alice`
    /// @param format    `wav`, `mp3` or `pcm`
    /// @param languages primary subtags it speaks; empty for all
    /// @param account   in whose name the requests are made: the platform's own
    public record Settings(
            URI url,
            @Nullable String key,
            String model,
            String man,
            String woman,
            String format,
            Set<String> languages,
            Sid account) {

        @Override
        public String toString() {
            return "Settings[" + url + " " + model + "]";
        }
    }

    /// @param web     whose policy admits the configured service
    /// @param decoder for `wav` and `mp3`
    public HttpEngine(Settings settings, Web web, AudioDecoder decoder) {
        this.settings = settings;
        this.web = web;
        this.decoder = decoder;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean speaks(String language) {
        return settings.languages().isEmpty() || settings.languages().contains(language);
    }

    @Override
    public Spoken speak(Utterance utterance) {
        if (!speaks(Speakable.primary(utterance.language()))) {
            return new Spoken.Failed("the speech service is not configured to speak " + utterance.language());
        }
        BlockingQueue<WebResult> answer = new ArrayBlockingQueue<>(1);
        try {
            web.send(request(utterance), answer::add);
            @Nullable WebResult result = answer.poll(2 * LONGEST.toNanos(), TimeUnit.NANOSECONDS);
            return switch (result) {
                case null -> new Spoken.Failed("the speech service did not answer");
                case WebResult.Failed failed -> new Spoken.Failed("the speech service: " + failed.message());
                case WebResult.Answered answered -> read(answered, utterance);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Spoken.Failed("interrupted");
        }
    }

    private WebRequest request(Utterance utterance) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("model", settings.model());
        body.put("input", utterance.text());
        body.put("voice", voice(utterance.voice()));
        body.put("response_format", settings.format());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "audio/*");
        if (settings.key() != null) {
            headers.put("Authorization", "Bearer " + settings.key());
        }
        try {
            return new WebRequest(
                    settings.account(),
                    "POST",
                    endpoint(settings.url()),
                    headers,
                    JSON.writeValueAsBytes(body),
                    new WebRequest.Limits(Duration.ofSeconds(5), LONGEST, LONGEST, MOST, MOST));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A voice without a dot in its name is taken for one of this service.
    private String voice(String wanted) {
        if (VoiceKind.isNamed(wanted) && wanted.indexOf('.') < 0) {
            return wanted;
        }
        return VoiceKind.of(wanted) == VoiceKind.MAN ? settings.man() : settings.woman();
    }

    private static URI endpoint(URI url) {
        String base = url.toString().replaceAll("/+$", "");
        return URI.create(base + (base.endsWith("/v1") ? "/audio/speech" : "/v1/audio/speech"));
    }

    private Spoken read(WebResult.Answered answered, Utterance utterance) {
        byte[] body = answered.body();
        if (answered.status() != OK) {
            String text = new String(body, 0, Math.min(body.length, SHOWN), UTF_8).replaceAll("\\p{Cntrl}+", " ");
            return new Spoken.Failed("the speech service answered " + answered.status() + ": " + text);
        }
        if (settings.format().equals("pcm")) {
            return sound(new Audio(WavDecoder.at8000(samples(body), PCM_RATE), utterance.text()));
        }
        @Nullable String type = answered.header("content-type");
        return switch (decoder.decode(body, type == null ? "" : type, utterance.text())) {
            case Decoded.Sound(Audio audio) -> sound(audio);
            case Decoded.Unplayable(String reason) -> new Spoken.Failed("the speech service sent no sound: " + reason);
        };
    }

    private static Spoken sound(Audio audio) {
        return audio.length() == 0
                ? new Spoken.Failed("there is nothing to be said in this text")
                : new Spoken.Sound(audio);
    }

    private static short[] samples(byte[] pcm) {
        short[] samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}

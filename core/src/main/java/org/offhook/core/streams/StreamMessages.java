package org.offhook.core.streams;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.offhook.core.ids.Sid;
import org.offhook.protocols.g711.G711;
import org.offhook.protocols.json.Json;

/// The messages of a stream from the platform, in order and numbered (contract §13). Used by one thread at a
/// time.
final class StreamMessages {

    static final String CONNECTED = "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";

    private final Sid stream;
    private final Sid account;
    private final Sid call;
    private final String tail;
    private long sequence;

    StreamMessages(Sid stream, Sid account, Sid call) {
        this.stream = stream;
        this.account = account;
        this.call = call;
        this.tail = ",\"streamSid\":\"" + stream + "\"}";
    }

    /// @param tracks     `inbound`, `outbound`
    /// @param parameters of the customer's own
    String start(List<String> tracks, Map<String, String> parameters) {
        String own = parameters.entrySet().stream()
                .map(one -> Json.quote(one.getKey()) + ":" + Json.quote(one.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        String heard = tracks.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
        return head("start")
                + "\"start\":{\"accountSid\":\"" + account + "\",\"streamSid\":\"" + stream + "\",\"callSid\":\"" + call
                + "\",\"tracks\":" + heard + ",\"customParameters\":" + own
                + ",\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1}}" + tail;
    }

    /// @param track     `inbound` or `outbound`
    /// @param chunk     counts the frames of the track, from 1
    /// @param timestamp milliseconds from the stream's beginning
    String media(String track, long chunk, long timestamp, short[] samples) {
        byte[] ulaw = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            ulaw[i] = G711.toUlaw(samples[i]);
        }
        String payload = new String(Base64.getEncoder().encode(ulaw), StandardCharsets.ISO_8859_1);
        return head("media") + "\"media\":{\"track\":\"" + track + "\",\"chunk\":\"" + chunk + "\",\"timestamp\":\""
                + timestamp + "\",\"payload\":\"" + payload + "\"}" + tail;
    }

    String dtmf(char key) {
        return head("dtmf") + "\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"" + key + "\"}" + tail;
    }

    String mark(String name) {
        return head("mark") + "\"mark\":{\"name\":" + Json.quote(name) + "}" + tail;
    }

    String stop() {
        return head("stop") + "\"stop\":{\"accountSid\":\"" + account + "\",\"callSid\":\"" + call + "\"}" + tail;
    }

    private String head(String event) {
        return "{\"event\":\"" + event + "\",\"sequenceNumber\":\"" + ++sequence + "\",";
    }
}

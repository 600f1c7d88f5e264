package org.offhook.fuzzing.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.offhook.api.render.Json;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;

/// Answers as JSON: whatever text a stranger put into a name or a message, it comes back as it was and breaks
/// out of nothing. JSON from outside is refused by the declared exception or read.
public final class JsonTarget implements Target {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        byte[] written = Json.write(Map.of("key", List.of(text), text + "!", true));
        JsonNode read = read(written);
        Promise.same(text, read.path("key").path(0).textValue());
        Promise.same(2, read.size());
        read(input);
    }

    /// The document, or a missing node when it is none.
    private JsonNode read(byte[] document) {
        try {
            return json.readTree(document);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}

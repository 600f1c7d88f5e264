package org.offhook.core.streams;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.protocols.json.Json;
import org.offhook.protocols.json.JsonReader;

/// What an application says on a stream (contract §13).
sealed interface AppMessage {

    int MALFORMED = 31950;
    int INVALID = 31951;

    /// Sound for the call.
    record Media(byte[] ulaw) implements AppMessage {}

    /// Wants to hear of it when all sound before it has been heard.
    record Mark(String name) implements AppMessage {}

    /// Nothing of what waits is to be heard.
    record Clear() implements AppMessage {}

    /// @param code contract §24
    record Wrong(int code, String message) implements AppMessage {}

    /// @param stream the one it must be meant for
    static AppMessage read(String text, Sid stream) {
        if (!(JsonReader.read(text).orElse(null) instanceof Json.Members message)) {
            return new Wrong(MALFORMED, "A message on the stream is not a JSON object.");
        }
        String event = message.text("event");
        if (!stream.value().equals(message.text("streamSid"))) {
            return new Wrong(INVALID, "A message on the stream has no streamSid, or that of another stream.");
        }
        return switch (event) {
            case "media" -> media(message.text("media", "payload"));
            case "mark" -> {
                String name = message.text("mark", "name");
                yield name == null ? new Wrong(INVALID, "A mark on the stream has no mark.name.") : new Mark(name);
            }
            case "clear" -> new Clear();
            case null -> new Wrong(INVALID, "A message on the stream has no event.");
            default -> new Wrong(INVALID, "A message on the stream is neither media nor mark nor clear.");
        };
    }

    private static AppMessage media(@Nullable String payload) {
        if (payload == null) {
            return new Wrong(INVALID, "A media message on the stream has no media.payload.");
        }
        try {
            return new Media(Base64.getDecoder().decode(payload));
        } catch (IllegalArgumentException notBase64) {
            return new Wrong(INVALID, "A media.payload on the stream is not base64.");
        }
    }
}

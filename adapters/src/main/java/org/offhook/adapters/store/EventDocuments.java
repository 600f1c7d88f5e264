package org.offhook.adapters.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;

/// Events as JSON text: `["EV…",3,"2026-11-20T09:43:00Z","call.ringing",{…}]`. An array, because a call makes
/// dozens of them; account and subject lie in columns.
final class EventDocuments {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::text, Function.identity()));

    private EventDocuments() {}

    static String write(Event event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartArray();
            out.writeString(event.sid().value());
            out.writeNumber(event.sequence());
            out.writeString(event.time().toString());
            out.writeString(event.type().text());
            out.writeStartObject();
            for (Map.Entry<String, String> entry : event.data().entrySet()) {
                out.writeStringField(entry.getKey(), entry.getValue());
            }
            out.writeEndObject();
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static Event read(Sid account, Sid subject, String document) {
        try (JsonParser in = FACTORY.createParser(document)) {
            in.nextToken();
            Sid sid = new Sid(in.nextTextValue());
            int sequence = in.nextIntValue(0);
            Instant time = Instant.parse(in.nextTextValue());
            String name = in.nextTextValue();
            EventType type = TYPES.get(name);
            if (type == null) {
                throw new IllegalStateException("an event of the unknown type " + name + " cannot be read");
            }
            Map<String, String> data = new LinkedHashMap<>();
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                data.put(key, in.nextTextValue());
            }
            return new Event(sid, account, subject, sequence, time, type, data);
        } catch (IOException broken) {
            throw new IllegalStateException("an event cannot be read", broken);
        }
    }
}

package org.offhook.adapters.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// Records as JSON text, the way they lie in the database. ASCII only, so that half a surrogate pair that
/// somebody sent is kept as it was.
///
/// How a record may change from one release to the next: a component that is gone is ignored; a new one reads
/// as null, 0, false, or as an empty list, set or map. Anything else needs a migration.
final class Documents {

    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    /// @throws IllegalArgumentException when the record holds what no entity may hold
    String write(Entity entity) {
        try {
            return WRITER.writeValueAsString(entity);
        } catch (JsonProcessingException cannot) {
            throw new IllegalArgumentException("a " + entity.getClass().getSimpleName() + " cannot be stored", cannot);
        }
    }

    /// @throws IllegalStateException when the text is no such record
    <T extends Entity> T read(Kind<T> kind, String document) {
        try {
            return readers.computeIfAbsent(kind.type(), MAPPER::readerFor).readValue(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of " + kind.name() + " cannot be read", broken);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule types = new SimpleModule();
        text(types, Sid.class, Sid::value, Sid::new);
        text(types, Instant.class, Instant::toString, Instant::parse);
        text(types, Duration.class, Duration::toString, Duration::parse);
        ObjectMapper mapper = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(types)
                .build();
        mapper.setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE);
        mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
        mapper.setVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY);
        for (Class<?> collection : List.of(List.class, Set.class, Map.class)) {
            mapper.configOverride(collection).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
        return mapper;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider serializers) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return read.apply(in.getText());
            }
        });
    }
}

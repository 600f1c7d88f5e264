package org.offhook.testkit.contracts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// Entities of any kind, made from their record's components, so that a new component is tested without a new
/// line here.
public final class Samples {

    private static final Instant EPOCH = Instant.parse("2026-11-20T09:43:00.123456Z");
    private static final String[] TEXTS = {"plain", "Grüße 📞 \"quoted\" 'single'", "", "a\u0000b\r\n\t", "lone \ud83d"
    };

    private final boolean bare;
    private int next;

    private Samples(int seed, boolean bare) {
        this.next = seed;
        this.bare = bare;
    }

    /// @param seed  different seeds make different entities
    /// @param bare  whether every component that may be null is null
    /// @param given components with a value of the caller's, by name
    public static <T extends Entity> T make(Kind<T> kind, int seed, boolean bare, Map<String, Object> given) {
        return kind.type().cast(new Samples(seed * 1000, bare).record(kind.type(), given));
    }

    public static Sid sid(String prefix, int number) {
        return new Sid(prefix + String.format("%032x", number));
    }

    private Object record(Class<?> type, Map<String, Object> given) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object wanted = given.get(components[i].getName());
            values[i] = wanted != null ? wanted : value(components[i]);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return nullable && bare ? null : value(component.getGenericType());
    }

    private Object value(Type type) {
        next++;
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return switch (generic.getRawType().getTypeName()) {
                case "java.util.List" -> List.of(value(of[0]), value(of[0]));
                case "java.util.Set" -> Set.of(value(of[0]));
                case "java.util.Map" -> Map.of("key", value(of[1]));
                default -> throw new IllegalStateException("entities do not hold a " + generic);
            };
        }
        return value((Class<?>) type);
    }

    private Object value(Class<?> type) {
        if (type == String.class) {
            return TEXTS[next % TEXTS.length] + next;
        } else if (type == Sid.class) {
            return sid("XX", next);
        } else if (type == Instant.class) {
            return EPOCH.plusNanos(next * 1_000_003L);
        } else if (type == Duration.class) {
            return Duration.ofNanos(next * 1_000_000_007L);
        } else if (type == int.class || type == Integer.class) {
            return next;
        } else if (type == long.class || type == Long.class) {
            return next * 10_000_000_000L;
        } else if (type == BigDecimal.class) {
            return BigDecimal.valueOf(next * 1_000_000_007L, 5);
        } else if (type == double.class || type == Double.class) {
            return next + 0.1;
        } else if (type == boolean.class || type == Boolean.class) {
            return next % 2 == 0;
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[next % constants.length];
        } else if (type.isRecord()) {
            return record(type, Map.of());
        }
        throw new IllegalStateException("entities do not hold a " + type);
    }
}

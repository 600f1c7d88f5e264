package org.offhook.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;

/// The entities of one kind. What was removed leaves its place behind, which keeps it from coming back and
/// keeps cursors good.
final class Shelf<T extends Entity> {

    /// Newest first.
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::created)
            .thenComparingLong(Place::number)
            .reversed();

    private final Kind<T> kind;
    private final Map<Sid, Place> places = new HashMap<>();
    private final TreeMap<Place, T> entities = new TreeMap<>(ORDER);

    private long commits;

    Shelf(Kind<T> kind) {
        this.kind = kind;
    }

    /// @param number of first commits before it
    private record Place(Instant created, long number) {}

    @Nullable
    T find(Sid sid) {
        Place place = places.get(sid);
        return place == null ? null : entities.get(place);
    }

    void put(T entity) {
        Place known = places.get(entity.sid());
        if (known == null) {
            Place place = new Place(entity.created(), commits++);
            places.put(entity.sid(), place);
            entities.put(place, entity);
        } else if (entities.containsKey(known)) {
            entities.put(known, entity);
        }
    }

    void remove(Sid sid) {
        Place place = places.get(sid);
        if (place != null) {
            entities.remove(place);
            if (kind.forgets()) {
                places.remove(sid);
            }
        }
    }

    List<T> list(Query query) {
        boolean upwards = query.before() != null;
        List<T> found = new ArrayList<>();
        for (T entity : (upwards ? range(query).descendingMap() : range(query)).values()) {
            if (found.size() == query.limit()) {
                break;
            }
            if (matches(entity, query)) {
                found.add(entity);
            }
        }
        return upwards ? found.reversed() : found;
    }

    long count(Query query) {
        return entities.values().stream()
                .filter(entity -> matches(entity, query))
                .count();
    }

    private NavigableMap<Place, T> range(Query query) {
        NavigableMap<Place, T> range = entities;
        if (query.after() != null) {
            Place place = places.get(query.after());
            range = place == null ? new TreeMap<>(ORDER) : range.tailMap(place, false);
        }
        if (query.before() != null) {
            Place place = places.get(query.before());
            range = place == null ? new TreeMap<>(ORDER) : range.headMap(place, false);
        }
        return range;
    }

    private boolean matches(T entity, Query query) {
        return (query.account() == null || query.account().equals(entity.account()))
                && query.filters().stream().allMatch(filter -> holds(filter, entity));
    }

    private boolean holds(Query.Filter filter, T entity) {
        Object value = value(filter.field(), entity);
        if (value == null) {
            return false;
        }
        int order = compare(value, filter.value());
        return switch (filter.op()) {
            case EQUAL -> order == 0;
            case BEFORE -> order < 0;
            case NOT_AFTER -> order <= 0;
            case AFTER -> order > 0;
            case NOT_BEFORE -> order >= 0;
        };
    }

    private @Nullable Object value(String field, T entity) {
        if (field.equals("created")) {
            return entity.created();
        }
        for (Kind.Field<T> declared : kind.fields()) {
            if (declared.name().equals(field)) {
                return declared.value().apply(entity);
            }
        }
        throw new IllegalArgumentException(kind.name() + " cannot be searched by " + field);
    }

    // Both are a String, a Long or an Instant, and of one type, by the contract of Query.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object one, Object other) {
        if (one.getClass() != other.getClass()) {
            throw new IllegalArgumentException(one.getClass() + " is not compared with " + other.getClass());
        }
        return ((Comparable) one).compareTo(other);
    }
}

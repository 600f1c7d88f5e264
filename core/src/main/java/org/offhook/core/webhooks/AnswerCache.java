package org.offhook.core.webhooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.WebResult.Answered;

/// Answers to GETs that may be used again (RFC 9111, as a private cache of one account; contract §3). Kept is
/// what came with status 200, has a freshness lifetime or a validator, and is nobody's own: no cookie went out
/// or came in, no Vary but by encoding, no `no-store`. A lifetime is never guessed.
///
/// Safe from any thread. The first ones in are the first ones out.
public final class AnswerCache {

    private static final int MOST = 500;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Key> order = new ConcurrentLinkedQueue<>();

    /// @param authorization part of the key, so that nobody reads with another's password
    record Key(Sid account, URI url, @Nullable String authorization) {}

    record Entry(Answered answer, Instant stored, Duration fresh) {

        boolean isFresh(Instant now) {
            return now.isBefore(stored.plus(fresh));
        }

        /// The headers that ask whether it is still good (RFC 9111 §4.3.1).
        Map<String, String> conditions() {
            Map<String, String> conditions = new HashMap<>();
            put(conditions, "If-None-Match", answer.header("etag"));
            put(conditions, "If-Modified-Since", answer.header("last-modified"));
            return conditions;
        }

        private static void put(Map<String, String> into, String name, @Nullable String value) {
            if (value != null) {
                into.put(name, value);
            }
        }
    }

    @Nullable
    Entry find(Key key) {
        return entries.get(key);
    }

    /// Takes an answer that was fetched now, when it may be taken.
    ///
    /// @param cookies whether cookies went along with the request
    void offer(Key key, Answered answer, boolean cookies, Instant now) {
        Duration fresh = lifetime(answer);
        boolean checkable = answer.header("etag") != null || answer.header("last-modified") != null;
        if (answer.status() != 200
                || cookies
                || answer.headers().containsKey("set-cookie")
                || directives(answer).contains("no-store")
                || varies(answer)
                || (fresh.isZero() && !checkable)) {
            if (entries.remove(key) != null) {
                order.remove(key);
            }
            return;
        }
        if (entries.put(key, new Entry(answer, now, fresh)) == null) {
            order.add(key);
            Key oldest = entries.size() > MOST ? order.poll() : null;
            if (oldest != null) {
                entries.remove(oldest);
            }
        }
    }

    /// A 304 came: what is kept is good again (RFC 9111 §4.3.4).
    Answered refresh(Key key, Entry entry, Answered notModified, Instant now) {
        Map<String, List<String>> headers = new HashMap<>(entry.answer().headers());
        headers.putAll(notModified.headers());
        headers.put("content-type", entry.answer().headers().getOrDefault("content-type", List.of()));
        Answered again =
                new Answered(entry.answer().status(), headers, entry.answer().body());
        entries.replace(key, entry, new Entry(again, now, lifetime(again)));
        return again;
    }

    private static boolean varies(Answered answer) {
        String vary = answer.header("vary");
        return vary != null && !vary.strip().equalsIgnoreCase("accept-encoding");
    }

    private static Duration lifetime(Answered answer) {
        List<String> directives = directives(answer);
        if (directives.contains("no-cache")) {
            return Duration.ZERO;
        }
        long age = seconds(answer.header("age"), 0);
        for (String directive : directives) {
            if (directive.startsWith("max-age=")) {
                return positive(seconds(directive.substring("max-age=".length()), 0) - age);
            }
        }
        Instant expires = date(answer.header("expires"));
        Instant date = date(answer.header("date"));
        return expires == null || date == null
                ? Duration.ZERO
                : positive(Duration.between(date, expires).toSeconds() - age);
    }

    private static Duration positive(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 0, Duration.ofDays(30).toSeconds()));
    }

    private static List<String> directives(Answered answer) {
        List<String> directives = new ArrayList<>();
        for (String header : answer.headers().getOrDefault("cache-control", List.of())) {
            for (String directive : header.split(",")) {
                directives.add(directive.strip().replace("\"", "").toLowerCase(Locale.ROOT));
            }
        }
        return directives;
    }

    private static long seconds(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}

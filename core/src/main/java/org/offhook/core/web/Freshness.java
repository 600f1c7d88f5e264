package org.offhook.core.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.WebResult.Answered;

/// What an answer says about being used again, read as a private cache of one account (RFC 9111). A lifetime is
/// never guessed: without one the server is asked each time whether its answer is still good, so that a changed
/// file is heard at the next call.
///
/// @param storable whether it may be kept at all: status 200, no cookie, no `no-store`, no Vary but by
///                 encoding, and something to keep it by
/// @param lifetime how long it is good without asking; at most 30 days
/// @param etag     its validators, or null
public record Freshness(
        boolean storable,
        Duration lifetime,
        @Nullable String etag,
        @Nullable String lastModified) {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final String MAX_AGE = "max-age=";

    public static Freshness of(Answered answer) {
        List<String> directives = directives(answer);
        Duration lifetime = lifetime(answer, directives);
        String etag = answer.header("etag");
        String lastModified = answer.header("last-modified");
        boolean useful = !lifetime.isZero() || etag != null || lastModified != null;
        boolean ours = answer.status() == 200
                && !answer.headers().containsKey("set-cookie")
                && !directives.contains("no-store")
                && !varies(answer);
        return new Freshness(useful && ours, lifetime, etag, lastModified);
    }

    /// What a 304 makes of it (RFC 9111 §4.3.4).
    public Freshness refreshed(Answered notModified) {
        String newTag = notModified.header("etag");
        String newDate = notModified.header("last-modified");
        return new Freshness(
                storable,
                lifetime(notModified, directives(notModified)),
                newTag == null ? etag : newTag,
                newDate == null ? lastModified : newDate);
    }

    /// The headers that ask whether it is still good (RFC 9111 §4.3.1).
    public Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        if (etag != null) {
            conditions.put("If-None-Match", etag);
        }
        if (lastModified != null) {
            conditions.put("If-Modified-Since", lastModified);
        }
        return conditions;
    }

    private static boolean varies(Answered answer) {
        String vary = answer.header("vary");
        return vary != null && !vary.strip().equalsIgnoreCase("accept-encoding");
    }

    private static Duration lifetime(Answered answer, List<String> directives) {
        if (directives.contains("no-cache")) {
            return Duration.ZERO;
        }
        long age = seconds(answer.header("age"), 0);
        for (String directive : directives) {
            if (directive.startsWith(MAX_AGE)) {
                return positive(seconds(directive.substring(MAX_AGE.length()), 0) - age);
            }
        }
        Instant expires = date(answer.header("expires"));
        Instant date = date(answer.header("date"));
        return expires == null || date == null
                ? Duration.ZERO
                : positive(Duration.between(date, expires).toSeconds() - age);
    }

    private static Duration positive(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
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

package org.offhook.api.render;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Dates as the 2010 API writes and reads them (contract §1).
public final class Dates {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /// Outside of these nothing happens here; far outside, nanoseconds leave 64 bits.
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int DATE_LENGTH = "2026-11-20".length();

    private Dates() {}

    /// `Fri, 20 Nov 2026 09:43:00 +0000`, or null for null.
    public static @Nullable String rfc2822(@Nullable Instant time) {
        return time == null ? null : RFC_2822.format(time);
    }

    /// A stretch of time that a filter names.
    ///
    /// @param end exclusive
    public record Stretch(Instant start, Instant end) {}

    /// A day (`2026-11-20`) or a second (`2026-11-20T09:43:00Z`, with any offset; without one it is UTC), as a
    /// stretch of that length.
    public static Optional<Stretch> parse(String text) {
        try {
            return Optional.of(text.length() == DATE_LENGTH ? day(text) : second(text))
                    .filter(stretch -> !stretch.start.isBefore(EARLIEST) && stretch.end.isBefore(LATEST));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Stretch day(String text) {
        LocalDate day = LocalDate.parse(text);
        return new Stretch(
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static Stretch second(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
        Instant start = parsed instanceof Instant instant
                ? instant
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        return new Stretch(start, start.plusSeconds(1));
    }
}

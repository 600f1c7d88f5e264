package org.offhook.core.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as people write it down for later.
public sealed interface Moment {

    /// The first time after `now` that is meant.
    Instant next(Instant now);

    /// Once.
    record At(Instant instant) implements Moment {
        @Override
        public Instant next(Instant now) {
            return instant;
        }
    }

    /// Today, or tomorrow when it is past.
    record Clock24(LocalTime time, ZoneId zone) implements Moment {
        @Override
        public Instant next(Instant now) {
            ZonedDateTime today = now.atZone(zone).with(time);
            return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        }
    }

    Pattern CLOCK = Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*(.*)");

    /// @param text an ISO 8601 time with its offset, or `17:00` with or without a zone: `PST`, `Europe/Berlin`,
    /// `+01:00`;
    ///             without one UTC
    static Optional<Moment> parse(String text) {
        String stripped = text.strip();
        Matcher clock = CLOCK.matcher(stripped);
        try {
            if (!clock.matches()) {
                return Optional.of(new At(OffsetDateTime.parse(stripped).toInstant()));
            }
            LocalTime time = LocalTime.of(Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2)));
            return Optional.of(new Clock24(time, zone(clock.group(3))));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static ZoneId zone(String text) {
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        String known = ZoneId.SHORT_IDS.get(text.toUpperCase(Locale.ROOT));
        return ZoneId.of(known == null ? text : known);
    }
}

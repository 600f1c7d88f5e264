package org.offhook.core.usage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// What an account used in a day or a month of UTC, as far as the log was counted.
///
/// @param created  when the day or month began
/// @param position of the last event that was counted here
/// @param sums     by the names of categories
public record UsageSum(Sid sid, Sid account, Span span, Instant created, long position, Map<String, Sum> sums)
        implements Entity {

    public enum Span {
        DAY,
        MONTH;

        /// The first day of the span that a day is in.
        LocalDate start(LocalDate day) {
            return this == DAY ? day : day.withDayOfMonth(1);
        }
    }

    public static final Kind<UsageSum> KIND = new Kind<>(
            "usage_sums",
            UsageSum.class,
            List.of(Kind.field("span", sum -> sum.span().name())));

    public UsageSum {
        sums = Map.copyOf(sums);
    }

    /// One in which nothing was counted yet.
    ///
    /// @param day any day of the span
    static UsageSum empty(Sid account, Span span, LocalDate day) {
        LocalDate start = span.start(day);
        return new UsageSum(
                named(account + " " + span + " " + start),
                account,
                span,
                start.atStartOfDay().toInstant(ZoneOffset.UTC),
                0,
                Map.of());
    }

    /// The name that something unique always has.
    static Sid named(String what) {
        UUID hash = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
        return new Sid(SidType.USAGE_SUM.prefix() + hash.toString().replace("-", ""));
    }

    UsageSum plus(Tally tally, long at) {
        Map<String, Sum> more = new TreeMap<>(sums);
        tally.categories().forEach(category -> more.merge(category.text(), tally.sum(), Sum::plus));
        return new UsageSum(sid, account, span, created, at, more);
    }

    LocalDate day() {
        return day(created);
    }

    static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    void addTo(EnumMap<Category, Sum> all) {
        sums.forEach((name, sum) -> Category.of(name).ifPresent(category -> all.merge(category, sum, Sum::plus)));
    }
}

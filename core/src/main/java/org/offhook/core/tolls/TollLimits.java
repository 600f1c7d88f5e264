package org.offhook.core.tolls;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may go out to carriers, of one account. Of the beginnings of a number in both lists the longest counts, and
/// `barred` where they are equally long.
///
/// @param allowed     beginnings of numbers such as `+49`; none for all
/// @param barred      beginnings of numbers that may not be reached
/// @param perSecond   calls that begin in a second; 0 for any number
/// @param atOnce      calls at a time; 0 for any number
/// @param spendPerDay what a day of UTC may cost; null for any amount
public record TollLimits(
        List<String> allowed,
        List<String> barred,
        int perSecond,
        int atOnce,
        @Nullable BigDecimal spendPerDay) {

    /// All numbers, any number of calls.
    public static final TollLimits NONE = new TollLimits(List.of(), List.of(), 0, 0, null);

    public TollLimits {
        allowed = List.copyOf(allowed);
        barred = List.copyOf(barred);
    }

    /// @param e164 with `+`
    public boolean allows(String e164) {
        int yes = allowed.isEmpty() ? 0 : longest(allowed, e164);
        return yes >= 0 && yes > longest(barred, e164);
    }

    /// The stricter of the two in each; the lists stay those of this one.
    TollLimits within(TollLimits ceiling) {
        return new TollLimits(
                allowed,
                barred,
                least(perSecond, ceiling.perSecond),
                least(atOnce, ceiling.atOnce),
                least(spendPerDay, ceiling.spendPerDay));
    }

    /// Whether it can stand in a list.
    public static boolean isPrefix(String text) {
        return text.matches("\\+[0-9]{1,15}");
    }

    /// How long the longest beginning of the number is; -1 when there is none.
    private static int longest(List<String> prefixes, String e164) {
        return prefixes.stream()
                .filter(e164::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }

    private static int least(int one, int other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    private static @Nullable BigDecimal least(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.min(other);
    }
}

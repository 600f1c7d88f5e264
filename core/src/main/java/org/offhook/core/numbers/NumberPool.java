package org.offhook.core.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The numbers that accounts may pick from, because the operator's carrier sends their calls here.
///
/// @param ranges in the order in which they are offered
public record NumberPool(List<Range> ranges) {

    public static final NumberPool EMPTY = new NumberPool(List.of());

    /// Numbers that are looked at in one search.
    private static final int MOST_LOOKED_AT = 100_000;

    private static final Set<String> TOLL_FREE = Set.of("800", "833", "844", "855", "866", "877", "888");

    public enum Type {
        LOCAL,
        MOBILE,
        TOLL_FREE
    }

    /// Numbers of one type from the first to the last, both included; of the same length.
    public record Range(Type type, long first, long last) {

        /// `+14155550100-+14155550199`, or one number; `mobile:` goes before mobile ones. North American numbers
        /// that are toll-free are known by their code.
        public static Optional<Range> parse(String text) {
            boolean mobile = text.startsWith("mobile:");
            String[] ends = (mobile ? text.substring("mobile:".length()) : text).split("-", 2);
            Optional<String> first = E164.parse(ends[0]);
            Optional<String> last = E164.parse(ends[ends.length - 1]);
            if (first.isEmpty()
                    || last.isEmpty()
                    || first.get().length() != last.get().length()
                    || first.get().compareTo(last.get()) > 0) {
                return Optional.empty();
            }
            String digits = first.get().substring(1);
            boolean free =
                    digits.length() == 11 && digits.startsWith("1") && TOLL_FREE.contains(digits.substring(1, 4));
            Type type = mobile ? Type.MOBILE : free ? Type.TOLL_FREE : Type.LOCAL;
            return Optional.of(new Range(
                    type, Long.parseLong(digits), Long.parseLong(last.get().substring(1))));
        }
    }

    /// The first numbers that fit.
    ///
    /// @param wanted among them whether it is free; asked for each
    public List<String> search(Type type, Predicate<String> wanted, int most) {
        List<String> found = new ArrayList<>();
        int looked = 0;
        for (Range range : ranges) {
            for (long n = range.first(); range.type() == type && n <= range.last(); n++) {
                if (found.size() == most || ++looked > MOST_LOOKED_AT) {
                    return found;
                }
                String number = "+" + n;
                if (wanted.test(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }
}

package org.offhook.api.v2010.numbers;

import java.util.List;
import java.util.function.Predicate;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberPool;

/// What of the operator's numbers is free.
///
/// @param geography says where a number belongs
public record Stock(NumberPool pool, NumberDesk numbers, Geography geography) {

    /// The first free numbers of a country that fit.
    ///
    /// @param country two letters
    public List<String> free(NumberPool.Type type, String country, Predicate<String> wanted, int most) {
        return pool.search(
                type,
                number -> wanted.test(number)
                        && geography.of(number).country().equals(country)
                        && numbers.kept(number).isEmpty(),
                most);
    }

    /// Where a number lies: two letters, or empty when nobody knows.
    public String country(String number) {
        return geography.of(number).country();
    }

    /// The countries of which there are numbers.
    public List<String> countries() {
        return pool.ranges().stream()
                .map(range -> geography.of("+" + range.first()).country())
                .filter(country -> !country.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}

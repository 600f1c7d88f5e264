package org.offhook.core.numbers;

import java.util.List;

/// Where a number belongs, from the number itself (contract §6.1: City, State, Zip, Country).
@FunctionalInterface
public interface Geography {

    /// @param e164 with `+`
    Place of(String e164);

    /// The countries that there are, by their letters.
    default List<Country> countries() {
        return List.of();
    }

    /// @param letters two: `DE`
    /// @param code    with which its numbers begin; several countries may share one: `+49`
    record Country(String letters, String name, String code) {}

    /// What is not known is empty.
    ///
    /// @param country two letters, `US`
    record Place(String city, String state, String zip, String country) {

        public static final Place UNKNOWN = new Place("", "", "", "");
    }
}

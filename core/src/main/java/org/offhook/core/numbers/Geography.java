package org.offhook.core.numbers;

/// Where a number belongs, from the number itself (contract §6.1: City, State, Zip, Country).
@FunctionalInterface
public interface Geography {

    /// @param e164 with `+`
    Place of(String e164);

    /// What is not known is empty.
    ///
    /// @param country two letters, `US`
    record Place(String city, String state, String zip, String country) {

        public static final Place UNKNOWN = new Place("", "", "", "");
    }
}

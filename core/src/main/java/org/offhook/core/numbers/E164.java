package org.offhook.core.numbers;

import java.util.Optional;
import java.util.regex.Pattern;

/// Phone numbers in the international form of ITU-T E.164: `+`, country code, 15 digits at most.
public final class E164 {

    private static final Pattern SEPARATORS = Pattern.compile("[ .()-]");
    private static final Pattern UNESCAPED = Pattern.compile(" [1-9][0-9]*");
    private static final Pattern WRITTEN = Pattern.compile("[ (]*\\+[ .()-]*[1-9][0-9 .()-]*");
    private static final int MOST_DIGITS = 15;
    private static final int FEWEST_DIGITS = 2;
    private static final int NORTH_AMERICAN_DIGITS = 11;

    private E164() {}

    /// The number in `text`, without the spaces, dots, dashes and parentheses that people write into one;
    /// nothing when it is no such number. The `+` is asked for: without it nobody knows the country. A blank
    /// before the first digit counts as one: that is what a form makes of a `+` that was not escaped.
    public static Optional<String> parse(String text) {
        String written = UNESCAPED.matcher(text).matches() ? "+" + text.substring(1) : text;
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        String number = SEPARATORS.matcher(written).replaceAll("");
        int digits = number.length() - 1;
        return digits < FEWEST_DIGITS || digits > MOST_DIGITS ? Optional.empty() : Optional.of(number);
    }

    public static boolean isValid(String text) {
        return parse(text).filter(text::equals).isPresent();
    }

    /// How a number is shown: `(415) 555-0100` for North America, else as it is.
    public static String formatted(String address) {
        if (address.startsWith("+1") && address.length() == NORTH_AMERICAN_DIGITS + 1 && isValid(address)) {
            return "(" + address.substring(2, 5) + ") " + address.substring(5, 8) + "-" + address.substring(8);
        }
        return address;
    }
}

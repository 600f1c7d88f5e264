package org.offhook.core.numbers;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where messages come from and go to: a number ([E164]), or a short code of three to eight digits that its carriers
/// know.
public final class TextAddress {

    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");

    private TextAddress() {}

    public static Optional<String> parse(String text) {
        return isShortCode(text.strip()) ? Optional.of(text.strip()) : E164.parse(text);
    }

    public static boolean isShortCode(String text) {
        return SHORT_CODE.matcher(text).matches();
    }
}

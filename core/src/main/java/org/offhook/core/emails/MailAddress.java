package org.offhook.core.emails;

import java.util.Optional;
import java.util.regex.Pattern;

/// An address of e-mail, `name@domain`, as it may stand in a command to a mail server and in a header: letters and
/// digits of ASCII and the marks of RFC 5321 §4.1.2 (dot-string), nothing quoted, no blanks, nothing of control.
public final class MailAddress {

    /// RFC 5321 §4.5.3.1.3, without the angle brackets.
    private static final int LONGEST = 254;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern SHAPE =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@(?:" + LABEL + "\\.)*+" + LABEL);

    private MailAddress() {}

    public static Optional<String> parse(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /// What stands behind the `@` of a parsed address.
    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}

package org.offhook.core.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Expands RFC 6570 templates (levels 1 to 4 for string values) over the state of a call:
/// `…/app/{To}/{Digits}`, `{+path}`, `{?From,To}`, `{Digits:3}`. What has no value is left out, as the RFC
/// says.
public final class UrlTemplate {

    private static final int UNCLOSED = 11320;
    private static final int BAD_TOKEN = 11310;
    private static final String OPERATORS = "+#./;?&";
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
    private static final int LONGEST_PREFIX = 9_999;

    private UrlTemplate() {}

    public sealed interface Expanded {
        record Url(String url) implements Expanded {}

        /// @param code contract §24: 11310 or 11320
        record Invalid(int code, String message) implements Expanded {}
    }

    /// @param values by name; case-sensitive
    public static Expanded expand(String template, Function<String, Optional<String>> values) {
        StringBuilder url = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int stray = template.indexOf('}', at);
            if (stray >= 0 && (open < 0 || stray < open)) {
                return new Expanded.Invalid(UNCLOSED, "There is a } without a { in the URL template " + template);
            }
            if (open < 0) {
                url.append(template, at, template.length());
                break;
            }
            int close = template.indexOf('}', open);
            if (close < 0) {
                return new Expanded.Invalid(UNCLOSED, "There is a { without a } in the URL template " + template);
            }
            url.append(template, at, open);
            String expression = template.substring(open + 1, close);
            Optional<String> text = expression(expression, values);
            if (text.isEmpty()) {
                return new Expanded.Invalid(BAD_TOKEN, "{" + expression + "} is not an RFC 6570 expression.");
            }
            url.append(text.get());
            at = close + 1;
        }
        return new Expanded.Url(url.toString());
    }

    private static Optional<String> expression(String expression, Function<String, Optional<String>> values) {
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        boolean plain = OPERATORS.indexOf(expression.charAt(0)) < 0;
        Form form = Form.of(plain ? ' ' : expression.charAt(0));
        List<String> parts = new ArrayList<>();
        for (String variable : expression.substring(plain ? 0 : 1).split(",", -1)) {
            String spec = variable.endsWith("*") ? variable.substring(0, variable.length() - 1) : variable;
            int colon = spec.indexOf(':');
            int most = colon < 0 ? Integer.MAX_VALUE : prefix(spec.substring(colon + 1));
            String name = colon < 0 ? spec : spec.substring(0, colon);
            if (most < 1 || !isName(name)) {
                return Optional.empty();
            }
            values.apply(name).ifPresent(value -> parts.add(form.part(name, cut(value, most))));
        }
        return Optional.of(parts.isEmpty() ? "" : form.first + String.join(form.between, parts));
    }

    /// How an operator writes its values (RFC 6570, appendix A).
    private record Form(String first, String between, boolean named, boolean bareWhenEmpty, boolean reserved) {

        static Form of(char operator) {
            return switch (operator) {
                case '+' -> new Form("", ",", false, false, true);
                case '#' -> new Form("#", ",", false, false, true);
                case '.' -> new Form(".", ".", false, false, false);
                case '/' -> new Form("/", "/", false, false, false);
                case ';' -> new Form(";", ";", true, true, false);
                case '?' -> new Form("?", "&", true, false, false);
                case '&' -> new Form("&", "&", true, false, false);
                default -> new Form("", ",", false, false, false);
            };
        }

        String part(String name, String value) {
            String text = encode(value, reserved);
            return !named ? text : value.isEmpty() && bareWhenEmpty ? name : name + "=" + text;
        }
    }

    private static int prefix(String digits) {
        try {
            int length = Integer.parseInt(digits);
            return length > LONGEST_PREFIX ? 0 : length;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static String cut(String value, int most) {
        return value.codePointCount(0, value.length()) <= most
                ? value
                : value.substring(0, value.offsetByCodePoints(0, most));
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
    }

    private static String encode(String value, boolean reserved) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || (reserved && RESERVED.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", c));
            }
        }
        return out.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}

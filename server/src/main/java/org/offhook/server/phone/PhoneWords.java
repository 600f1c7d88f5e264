package org.offhook.server.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;

/// Reads what is said to the phone on the command line.
public final class PhoneWords {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");
    private static final Pattern PRESS = Pattern.compile("([0-9A-D*#wW]{1,64})@(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEARD = Pattern.compile("(.*[\\p{L}\\p{N}].*)\\+([^+]+)");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~+-]{1,64}");

    private PhoneWords() {}

    /// `2s`, `1.5s`, `500ms`, `1m`; seconds without a unit.
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double factor = switch (unit) {
            case "ms" -> 1;
            case "m" -> 60_000;
            default -> 1000;
        };
        return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * factor)));
    }

    /// `2s` since the answer, or `Press one+2s` since these words were heard.
    public static Optional<Cue> cue(String text) {
        Optional<Duration> time = duration(text);
        if (time.isPresent()) {
            return time.map(Cue::answered);
        }
        Matcher matcher = HEARD.matcher(text.strip());
        return matcher.matches()
                ? duration(matcher.group(2))
                        .map(later -> new Cue(matcher.group(1).strip(), later))
                : Optional.empty();
    }

    /// `1@2s,2@5s`; nothing when a part is not KEYS@CUE.
    public static Optional<List<Press>> presses(String text) {
        List<Press> presses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PRESS.matcher(part.strip());
            Optional<Cue> at = matcher.matches() ? cue(matcher.group(2)) : Optional.empty();
            if (at.isEmpty()) {
                return Optional.empty();
            }
            presses.add(new Press(matcher.group(1), at.get()));
        }
        return Optional.of(presses);
    }

    /// The Request-URI for a number, a user's name or a `sip:` URI; nothing when it is none of these.
    ///
    /// @param server `host:port`, where numbers and names live
    public static Optional<String> target(String address, String server) {
        if (address.regionMatches(true, 0, "sip:", 0, 4)) {
            boolean odd = address.length() == 4 || address.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>');
            return odd ? Optional.empty() : Optional.of(address);
        }
        if (NUMBER.matcher(address).matches()) {
            return Optional.of("sip:" + address.replace("#", "%23") + "@" + server);
        }
        return USER.matcher(address).matches() ? Optional.of("sip:" + address + "@" + server) : Optional.empty();
    }
}

package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import org.offhook.core.emails.MailAddress;
import org.offhook.core.numbers.E164;
import org.offhook.core.web.HookUrl;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;

/// Numbers, URLs and addresses of e-mail as people write them: a number that is understood is one of E.164 and stays
/// what it is; a URL or an address that is taken holds nothing that could end a line or an attribute.
public final class NumberTarget implements Target {

    @Override
    public String name() {
        return "number";
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        E164.parse(text).ifPresent(number -> {
            Promise.holds(number.matches("\\+[1-9][0-9]{1,14}"), "a number is one of E.164");
            Promise.holds(E164.isValid(number), "a number that was understood is understood again");
            Promise.holds(!E164.formatted(number).isEmpty(), "a number can be shown");
        });
        E164.formatted(text);
        MailAddress.parse(text).ifPresent(address -> {
            Promise.holds(
                    address.chars().noneMatch(c -> c <= ' ' || c > '~' || "<>\"\\,;:()[]".indexOf(c) >= 0),
                    "an address ends no line and no list");
            Promise.holds(!MailAddress.domain(address).isEmpty(), "an address has a domain");
        });
        if (HookUrl.isValid(text) && !text.regionMatches(true, 0, "data:", 0, 5)) {
            Promise.holds(text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<'), "a URL is one word");
        }
    }
}

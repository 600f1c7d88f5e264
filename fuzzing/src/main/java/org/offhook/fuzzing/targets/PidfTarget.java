package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.event.Pidf;
import org.offhook.protocols.sip.event.Presence;

/// Presence documents of phones: what is read is short, and is written and read as the same.
public final class PidfTarget implements Target {

    @Override
    public String name() {
        return "pidf";
    }

    @Override
    public void check(byte[] input) {
        Presence presence = Pidf.read(input);
        if (presence != null) {
            Promise.holds(presence.activities().size() <= 4, "activities are few");
            Promise.holds(presence.note().codePoints().count() <= 200, "a note is short");
            Promise.holds(presence.note().chars().noneMatch(Character::isISOControl), "a note is one line");
            byte[] written = Pidf.write("sip:\"<a&b>'@c", presence).getBytes(StandardCharsets.UTF_8);
            Promise.same(presence, Pidf.read(written));
        }
    }
}

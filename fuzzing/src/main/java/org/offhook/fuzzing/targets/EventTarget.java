package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.event.EventName;

/// Event fields of SUBSCRIBE and PUBLISH: what is read is written and read as the same, on one line.
public final class EventTarget implements Target {

    @Override
    public String name() {
        return "event";
    }

    @Override
    public void check(byte[] input) {
        // Folds were taken out of the fields before.
        String text = new String(input, StandardCharsets.UTF_8).replaceAll("[\r\n]", " ");
        EventName event = EventName.parse(text);
        if (event != null) {
            String written = event.toString();
            Promise.holds(written.indexOf('\r') < 0 && written.indexOf('\n') < 0, "an Event is one line");
            Promise.same(event, EventName.parse(written));
        }
    }
}

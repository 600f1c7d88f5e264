package org.offhook.core.twiml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Moment;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.ElementWriter;

/// A call at a time, as `CallAtTime` in a document asks for it (SPEC CALL-8, CALL-12).
///
/// @param to       who is called; null: the far end
/// @param from     the number that is shown; null: the one that was called or written to
/// @param document what the call does, as markup: the verbs inside
public record CallWish(
        Moment time, @Nullable String to, @Nullable String from, String document) {

    public static final String NAME = "CallAtTime";

    private static final int SCHEMA = 12200;
    private static final Duration FARTHEST = Duration.ofDays(35);

    /// @return null, with a complaint, when the time is missing or wrong, or nothing stands inside
    public static @Nullable CallWish read(Reading element) {
        String time = element.text("time", "");
        String to = element.text("to");
        String from = element.text("from");
        List<Element> verbs = element.element().elements();
        Moment moment = Moment.parse(time).orElse(null);
        if (moment == null) {
            element.complain(
                    SCHEMA,
                    "time of CallAtTime is \"" + time
                            + "\"; write 17:00 PST or 2026-11-21T17:00:00Z. Nobody is called.");
            return null;
        }
        if (verbs.isEmpty()) {
            element.complain(SCHEMA, "CallAtTime has no verbs inside; nobody is called.");
            return null;
        }
        return new CallWish(moment, to, from, ElementWriter.document(verbs));
    }

    /// When to call, or null when that is past or farther away than 35 days.
    public @Nullable Instant due(Instant now) {
        Instant when = time.next(now);
        return when.isBefore(now) || when.isAfter(now.plus(FARTHEST)) ? null : when;
    }
}

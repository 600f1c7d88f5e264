package org.offhook.core.verbs.queue;

import org.jspecify.annotations.Nullable;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// The queue whose next caller a document takes (contract §7.2, Queue).
///
/// @param name     or Sid
/// @param greeting heard by the one who waited before the two are joined, or null
public record QueueNoun(String name, @Nullable Hook greeting) {

    private static final int SCHEMA = 12200;

    public static QueueNoun read(Reading noun) {
        noun.without("there are no reservations of workers.", "reservationSid", "postWorkActivitySid");
        return new QueueNoun(noun.body(), noun.hook("url", "method", SCHEMA));
    }
}

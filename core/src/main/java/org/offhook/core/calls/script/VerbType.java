package org.offhook.core.calls.script;

import org.offhook.core.twiml.Reading;

/// A kind of verb.
///
/// @param name   the element's
/// @param reader makes the verb from its element; what is wrong becomes a warning and the default
public record VerbType(String name, Reader reader) {

    @FunctionalInterface
    public interface Reader {
        Verb read(Reading element);
    }
}

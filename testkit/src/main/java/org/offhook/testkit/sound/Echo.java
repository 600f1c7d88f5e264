package org.offhook.testkit.sound;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What somebody has passed on. Calls of the platform to itself, in one conference or bridge, make a ring; in
/// the
/// world an echo fades, here a sound would go round for ever.
final class Echo {

    private final Set<Sound> passed = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Whether this very sound, not one like it, comes by for the first time.
    boolean isFresh(Sound sound) {
        return passed.add(sound);
    }
}

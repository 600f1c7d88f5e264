package org.offhook.core.signalling.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.core.signalling.SignallingLimits;

/// Counts wrong passwords and shuts out who guesses: a user from one address, and an address altogether. From
/// elsewhere the user still registers. Bounded: of those who have been quiet longest the count is forgotten.
final class Guard {

    private static final int REMEMBERED = 20_000;

    private final int perUser;
    private final int perSource;
    private final long shutOut;
    private final Map<String, Guesses> guesses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Guesses(int count, long until) {}

    Guard(SignallingLimits limits) {
        this.perUser = limits.guesses();
        this.perSource = limits.guessesPerSource();
        this.shutOut = limits.shutOut().toNanos();
    }

    boolean shutsOut(String user, String source, long now) {
        return !guesses.isEmpty() && (count(user + '@' + source, now) >= perUser || count(source, now) >= perSource);
    }

    void wrong(String user, String source, long now) {
        add(user + '@' + source, now);
        add(source, now);
    }

    /// The password was right: earlier mistakes of this user from there are forgiven.
    void right(String user, String source) {
        if (!guesses.isEmpty()) {
            guesses.remove(user + '@' + source);
        }
    }

    private int count(String who, long now) {
        Guesses known = guesses.get(who);
        return known == null || known.until() <= now ? 0 : known.count();
    }

    private void add(String who, long now) {
        guesses.put(who, new Guesses(count(who, now) + 1, now + shutOut));
    }
}

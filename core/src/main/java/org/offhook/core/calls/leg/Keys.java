package org.offhook.core.calls.leg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;

/// The keys that the far end presses, however they were signalled. They are kept for the verb that runs; what
/// nobody wanted is forgotten when the next verb that wants keys begins.
public final class Keys {

    private static final int MOST = 256;
    private static final String VALID = "0123456789*#ABCD";

    private final Journal journal;
    private final Deque<Character> pressed = new ArrayDeque<>();
    private @Nullable Consumer<Character> other;

    Keys(Journal journal) {
        this.journal = journal;
    }

    void pressed(String digits) {
        digits.chars().forEach(c -> pressed((char) c));
    }

    void pressed(char key) {
        if (VALID.indexOf(key) < 0) {
            return;
        }
        journal.note(EventType.DIGITS, "digit", String.valueOf(key));
        if (pressed.size() < MOST) {
            pressed.add(key);
        }
        if (other != null) {
            other.accept(key);
        }
    }

    /// Forgets what was pressed before.
    public void forget() {
        pressed.clear();
    }

    public boolean any() {
        return !pressed.isEmpty();
    }

    /// The oldest key not yet taken, or null.
    public @Nullable Character next() {
        return pressed.poll();
    }

    /// Every key also goes there, until told otherwise; null for nowhere.
    public void alsoTo(@Nullable Consumer<Character> listener) {
        other = listener;
    }
}

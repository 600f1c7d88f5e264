package org.offhook.core.calls.leg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.offhook.core.events.EventType;

/// The keys that the far end presses, however they were signalled. They are kept for the verb that runs; what
/// nobody wanted is forgotten when the next verb that wants keys begins.
public final class Keys {

    private static final int MOST = 256;
    private static final String VALID = "0123456789*#ABCD";

    private final Journal journal;
    private final Deque<Character> pressed = new ArrayDeque<>();
    private Consumer<String> companion = digits -> {};

    Keys(Journal journal) {
        this.journal = journal;
    }

    /// By SIP INFO: beside the sound, so whoever is joined with this leg has to be told.
    void signalled(String digits) {
        digits.chars().forEach(c -> pressed((char) c));
        companion.accept(digits);
    }

    /// In the sound.
    void pressed(char key) {
        if (VALID.indexOf(key) < 0) {
            return;
        }
        journal.note(EventType.DIGITS, "digit", journal.account().settings().shown(String.valueOf(key)));
        if (pressed.size() < MOST) {
            pressed.add(key);
        }
    }

    /// Forgets what was pressed before.
    public void forget() {
        pressed.clear();
    }

    public boolean any() {
        return !pressed.isEmpty();
    }

    /// The oldest key not yet taken.
    ///
    /// @throws java.util.NoSuchElementException when there is none
    public char next() {
        return pressed.remove();
    }

    /// Who hears of keys that came by SIP INFO.
    public void signalledTo(Consumer<String> other) {
        companion = other;
    }
}

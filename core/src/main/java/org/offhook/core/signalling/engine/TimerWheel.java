package org.offhook.core.signalling.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.transaction.Timers;

/// Deadlines of very many things, set and cleared at a constant cost: a ring of slots of 8.4 ms, each a linked
/// list through the things themselves. What is due further away than one turn of the ring (34 s) stays in its
/// slot and is passed over. Nothing fires early; it may fire a slot late.
///
/// Not safe for threads: the loop owns it.
public final class TimerWheel {

    private static final int SLOT_BITS = 23;
    private static final int SLOTS = 4096;
    private static final long NOT_STARTED = Long.MIN_VALUE;

    /// Something with a deadline. It stands in at most one slot.
    public abstract static class Timed {
        private long due = Timers.NEVER;
        private int slot = -1;
        private @Nullable Timed before;
        private @Nullable Timed behind;
        private boolean firing;

        /// The deadline came. The thing stands in no slot now and may set another one.
        public abstract void fire(long now);
    }

    private final @Nullable Timed[] slots = new Timed[SLOTS];
    /// One bit for each slot that is not empty.
    private final long[] filled = new long[SLOTS / 64];
    /// What fires in this turn; each may still be set anew or cleared by one that fires before it.
    private final List<Timed> firing = new ArrayList<>();
    private long turned = NOT_STARTED;
    private int count;

    /// How many deadlines are set.
    public int size() {
        return count;
    }

    /// Sets the deadline of `thing` in place of the one it had; [Timers#NEVER] clears it.
    ///
    /// @param now the present, which is where the wheel starts to turn
    public void set(Timed thing, long due, long now) {
        clear(thing);
        if (due == Timers.NEVER) {
            return;
        }
        if (turned == NOT_STARTED) {
            turned = now >> SLOT_BITS;
        }
        // A slot is due when all of it is past; one that is past already is due with the next turn.
        long turn = Math.max((due >> SLOT_BITS) + 1, turned + 1);
        thing.due = due;
        thing.slot = (int) (turn & (SLOTS - 1));
        Timed first = slots[thing.slot];
        thing.before = null;
        thing.behind = first;
        if (first != null) {
            first.before = thing;
        }
        slots[thing.slot] = thing;
        filled[thing.slot >> 6] |= 1L << thing.slot;
        count++;
    }

    public void clear(Timed thing) {
        thing.firing = false;
        if (thing.slot >= 0) {
            remove(thing);
        }
    }

    private void remove(Timed thing) {
        if (thing.before == null) {
            slots[thing.slot] = thing.behind;
            if (thing.behind == null) {
                filled[thing.slot >> 6] &= ~(1L << thing.slot);
            }
        } else {
            thing.before.behind = thing.behind;
        }
        if (thing.behind != null) {
            thing.behind.before = thing.before;
        }
        thing.before = null;
        thing.behind = null;
        thing.slot = -1;
        count--;
    }

    /// Fires everything that is due.
    public void turn(long now) {
        long to = now >> SLOT_BITS;
        if (turned == NOT_STARTED || to <= turned) {
            return;
        }
        long from = Math.max(turned + 1, to - SLOTS + 1);
        // Before firing: what a firing thing sets is due with a later turn.
        turned = to;
        for (long turn = from; turn <= to; turn++) {
            int slot = (int) (turn & (SLOTS - 1));
            if ((filled[slot >> 6] & 1L << slot) != 0) {
                fire(slot, now);
            }
        }
    }

    private void fire(int slot, long now) {
        Timed thing = slots[slot];
        while (thing != null) {
            Timed next = thing.behind;
            if (thing.due <= now) {
                remove(thing);
                thing.firing = true;
                firing.add(thing);
            }
            thing = next;
        }
        for (Timed due : firing) {
            if (due.firing) {
                due.firing = false;
                due.fire(now);
            }
        }
        firing.clear();
    }

    /// When [#turn] has something to do at the earliest; [Timers#NEVER] when nothing is set.
    public long next() {
        if (count == 0) {
            return Timers.NEVER;
        }
        int start = (int) ((turned + 1) & (SLOTS - 1));
        for (int passed = 0; passed < SLOTS; ) {
            int slot = (start + passed) & (SLOTS - 1);
            long word = filled[slot >> 6] >>> (slot & 63);
            if (word != 0) {
                passed += Long.numberOfTrailingZeros(word);
                return (turned + 1 + passed) << SLOT_BITS;
            }
            passed += 64 - (slot & 63);
        }
        return Timers.NEVER;
    }
}

package org.offhook.core.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Clock;

/// How much each of many has at a time, and begins in a second. Safe from any thread. As large as there are some
/// that have something.
public final class Quotas {

    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final Map<Sid, Use> uses = new ConcurrentHashMap<>();

    /// @param present how many there are
    /// @param full    when the bucket of this second is full again, as in [Throttle]
    private record Use(int present, long full) {}

    public Quotas(Clock clock) {
        this.clock = clock;
    }

    /// What was taken. Closing it gives it back; closing it again does nothing.
    public final class Ticket implements AutoCloseable {
        private final Sid who;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Ticket(Sid who) {
            this.who = who;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                uses.computeIfPresent(
                        who,
                        (same, use) -> use.present == 1 && use.full <= clock.nanos()
                                ? null
                                : new Use(use.present - 1, use.full));
            }
        }
    }

    /// Takes one.
    ///
    /// @param most      at a time; 0 for any number
    /// @param perSecond evenly, a second's worth at once; 0 for any number
    /// @return null when it is one too many: nothing was taken
    public @Nullable Ticket take(Sid who, int most, int perSecond) {
        AtomicBoolean taken = new AtomicBoolean();
        uses.compute(who, (same, before) -> {
            Use use = before == null ? new Use(0, clock.nanos()) : before;
            long full = perSecond == 0 ? use.full : Math.max(use.full, clock.nanos()) + SECOND / perSecond;
            boolean fits = (most == 0 || use.present < most) && (perSecond == 0 || full - clock.nanos() <= SECOND);
            taken.set(fits);
            return fits ? new Use(use.present + 1, full) : before;
        });
        return taken.get() ? new Ticket(who) : null;
    }

    /// Whether [#take] would take one now.
    public boolean fits(Sid who, int most, int perSecond) {
        Use use = uses.get(who);
        return use == null
                || ((most == 0 || use.present < most)
                        && (perSecond == 0
                                || Math.max(use.full, clock.nanos()) + SECOND / perSecond - clock.nanos() <= SECOND));
    }

    /// How many it has now.
    public int present(Sid who) {
        Use use = uses.get(who);
        return use == null ? 0 : use.present;
    }
}

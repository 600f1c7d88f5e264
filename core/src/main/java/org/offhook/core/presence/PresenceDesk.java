package org.offhook.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.signalling.event.Publications;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.protocols.sip.event.Compositor;
import org.offhook.protocols.sip.event.Presence;
import org.offhook.protocols.sip.event.Publication;
import org.offhook.protocols.sip.event.Publish;
import org.offhook.protocols.sip.event.Published;

/// What users have published about themselves (RFC 3903). A PUBLISH is decided upon in memory, one after the other
/// for each address, and answered when the store has it. Should the store refuse, memory is ahead of it until the
/// phone publishes again, which it does soon because it was answered 503. Safe from any thread.
public final class PresenceDesk implements Publications {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Store store;
    private final EventLog log;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Sids sids;
    private final PresenceLimits limits;
    private final Compositor compositor;
    private final Watchers watchers;
    private final Map<Watched, Line> lines = new ConcurrentHashMap<>();
    private final Map<Sid, Integer> perAccount = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    private record Line(PublishedRow row, List<Publication> states, Cancellable timer) {}

    /// @param watchers told of whoever is there in another way than before
    public PresenceDesk(
            Store store,
            EventLog log,
            Clock clock,
            Scheduler scheduler,
            Sids sids,
            PresenceLimits limits,
            Watchers watchers) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.scheduler = scheduler;
        this.sids = sids;
        this.limits = limits;
        this.compositor = new Compositor(limits.shortest(), limits.longest(), limits.each());
        this.watchers = watchers;
    }

    /// Takes up what a former process knew. Once, before the first PUBLISH.
    public void recover() {
        store.each(PublishedRow.KIND, Query.of(null), this::takeUp);
    }

    private void takeUp(PublishedRow row) {
        log.hold(row.sid());
        Watched address = new Watched(row.account(), row.realm(), row.user());
        List<Publication> states =
                row.states().stream().map(PublishedRow.State::publication).toList();
        lines.put(address, new Line(row, states, timer(address, states)));
        perAccount.merge(row.account(), 1, Integer::sum);
    }

    @Override
    public CompletionStage<Published> publish(Watched address, Publish publish, String tag) {
        Instant now = clock.now();
        Decision decision = new Decision();
        lines.compute(address, (_, line) -> {
            if (line == null && isFull(address.account())) {
                decision.published = new Published.Refused(503, 0);
                return null;
            }
            List<Publication> before = line == null ? List.of() : line.states;
            Published published = compositor.apply(before, publish, tag, now.getEpochSecond());
            decision.published = published;
            return published instanceof Published.Accepted accepted
                    ? become(address, line, accepted.left(), now, decision)
                    : line;
        });
        tell(address, decision);
        Published published = Objects.requireNonNull(decision.published, "compute has run");
        if (published instanceof Published.Refused(int status, long _) && status == 503) {
            refused.incrementAndGet();
        }
        return decision.durable.thenApply(_ -> published);
    }

    private void expire(Watched address) {
        Instant now = clock.now();
        Decision decision = new Decision();
        lines.computeIfPresent(address, (_, line) -> {
            List<Publication> left = line.states.stream()
                    .filter(one -> !one.isGoneAt(now.getEpochSecond()))
                    .toList();
            return left.size() == line.states.size()
                    ? new Line(line.row, line.states, timer(address, line.states))
                    : become(address, line, left, now, decision);
        });
        tell(address, decision);
    }

    /// The line of an address with other publications, which is being stored.
    private @Nullable Line become(
            Watched address, @Nullable Line before, List<Publication> states, Instant now, Decision decision) {
        if (before != null) {
            before.timer.cancel();
        } else if (states.isEmpty()) {
            return null; // published for no time at all
        }
        PublishedRow row = new PublishedRow(
                before == null ? sids.next(SidType.PRESENCE) : before.row.sid(),
                address.account(),
                address.user(),
                address.domain(),
                states.stream().map(PublishedRow.State::of).toList(),
                before == null ? now : before.row.created(),
                now);
        if (before == null) {
            log.begin(row.sid());
            perAccount.merge(address.account(), 1, Integer::sum);
        }
        Presence were = before == null ? null : best(before.states);
        decision.moved = !Objects.equals(were, best(states));
        Change change =
                states.isEmpty() ? Change.remove(PublishedRow.KIND, row.sid()) : Change.put(PublishedRow.KIND, row);
        decision.durable = log.submit(
                address.account(),
                row.sid(),
                List.of(change),
                decision.moved ? List.of(happening(row, best(states))) : List.of());
        if (!states.isEmpty()) {
            return new Line(row, states, timer(address, states));
        }
        log.release(row.sid());
        perAccount.computeIfPresent(address.account(), (_, count) -> count == 1 ? null : count - 1);
        return null;
    }

    private Cancellable timer(Watched address, List<Publication> states) {
        long end = states.stream().mapToLong(Publication::expiresAt).min().orElse(0);
        Duration delay = Duration.between(clock.now(), Instant.ofEpochSecond(end));
        return scheduler.after(delay.isNegative() ? Duration.ZERO : delay, () -> expire(address));
    }

    private void tell(Watched address, Decision decision) {
        if (decision.moved) {
            decision.durable.thenRun(() -> watchers.changed(address));
        }
    }

    private boolean isFull(Sid account) {
        return lines.size() >= limits.users() || perAccount.getOrDefault(account, 0) >= limits.perAccount();
    }

    private static Happening happening(PublishedRow row, @Nullable Presence presence) {
        return Happening.of(
                row.updated(),
                EventType.PRESENCE,
                "user",
                row.user(),
                "realm",
                row.realm(),
                "status",
                presence == null ? "none" : presence.open() ? "open" : "closed",
                "activities",
                presence == null || presence.activities().isEmpty() ? null : String.join(" ", presence.activities()),
                "note",
                presence == null || presence.note().isEmpty() ? null : presence.note());
    }

    /// What a user has published; null when nothing is in force.
    @Nullable
    Presence published(Watched address) {
        Line line = lines.get(address);
        long now = clock.now().getEpochSecond();
        return line == null
                ? null
                : best(line.states.stream().filter(one -> !one.isGoneAt(now)).toList());
    }

    /// Of several devices the one that is the most available speaks (SPEC PRES-3): open before closed, without an
    /// activity before with one, the latest before the others.
    private static @Nullable Presence best(List<Publication> states) {
        Presence best = null;
        for (Publication one : states.reversed()) {
            if (best == null || rank(one.state()) > rank(best)) {
                best = one.state();
            }
        }
        return best;
    }

    private static int rank(Presence presence) {
        return (presence.open() ? 2 : 0) + (presence.activities().isEmpty() ? 1 : 0);
    }

    /// Users who have published something.
    public int size() {
        return lines.size();
    }

    /// How often a first PUBLISH was refused for want of room.
    public long refused() {
        return refused.get();
    }

    /// What `compute` has to tell.
    private static final class Decision {
        private @Nullable Published published;
        private boolean moved;
        private CompletionStage<Void> durable = DONE;
    }
}

package org.offhook.core.registrations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.registrar.Registrar;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.registrar.Registration;

/// The table of all bindings.
///
/// A REGISTER is decided upon in memory, one after the other for each address of record, and answered when the
/// store has it. Should the store refuse, memory is ahead of it until the phone registers again, which it does
/// soon because it was answered 503.
///
/// The store keeps a device for half as long again as it asked for. A REGISTER that only renews, and for no longer
/// than that, is durable as it is; so after a crash a device may be known for a while that has gone, but none that
/// was answered 200 is forgotten.
///
/// An address has one timer, for the device whose time runs out first. A phone that renews leaves it as it is;
/// when it fires, it looks who has gone and is set again.
public final class RegistrationDesk implements Bindings, Registrations, Online {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);
    private static final String SIGNED_OFF = "signed off";
    private static final String LOST = "connection lost";

    private final Store store;
    private final EventLog log;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Sids sids;
    private final Domain home;
    private final Registrar registrar;
    private final Watchers watchers;
    private final Map<Address, Line> lines = new ConcurrentHashMap<>();
    /// Who came by a connection, by its number.
    private final Map<Long, Set<Address>> byConnection = new ConcurrentHashMap<>();

    /// An address of record.
    private record Address(Sid account, String domain, String user) {}

    /// @param durable completed when the store has `stored`
    private record Line(Registered stored, Devices devices, Alarm alarm, CompletionStage<Void> durable) {

        Line with(Devices renewed) {
            return new Line(stored, renewed, alarm, durable);
        }

        /// Whether nothing has to be written for these devices to be durable.
        boolean holds(Devices renewed) {
            return stored.logged() != Registered.UNCOUNTED && renewed.areKeptBy(stored);
        }
    }

    /// @param at the epoch second
    private record Alarm(long at, Cancellable timer) {}

    /// What became of an address.
    ///
    /// @param line null when it has no device left
    /// @param moved whether a device came or left
    private record Step(@Nullable Line line, CompletionStage<Void> durable, boolean moved) {}

    /// @param home the platform's own domain
    /// @param watchers told who has come or left
    public RegistrationDesk(
            Store store,
            EventLog log,
            Clock clock,
            Scheduler scheduler,
            Sids sids,
            Domain home,
            RegistrarLimits limits,
            Watchers watchers) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.scheduler = scheduler;
        this.sids = sids;
        this.home = home;
        this.registrar = new Registrar(limits);
        this.watchers = watchers;
    }

    /// Takes up what a former process knew. Once, before the first REGISTER.
    public void recover() {
        store.each(Registered.KIND, Query.of(null), this::takeUp);
    }

    private void takeUp(Registered stored) {
        if (stored.logged() == Registered.UNCOUNTED) {
            log.hold(stored.sid());
        } else {
            log.resume(stored.sid(), stored.logged());
        }
        Address address = new Address(stored.account(), stored.realm(), stored.user());
        Devices devices = Devices.of(stored);
        lines.put(address, new Line(stored, devices, alarm(address, null, devices), DONE));
    }

    @Override
    public CompletionStage<Accepted> register(Domain domain, String user, SipRequest register, Flow source) {
        Instant now = clock.now();
        Address address = new Address(domain.account(), domain.name(), user);
        Decision decision = new Decision();
        lines.compute(address, (same, line) -> {
            Devices before = line == null ? Devices.NONE : line.devices;
            Registration registration = registrar.apply(before.bindings(), register, now.getEpochSecond());
            decision.registration = registration;
            if (!(registration instanceof Registration.Current current) || !current.changed()) {
                return line;
            }
            Devices after = before.after(current.bindings(), register, source, now.getEpochSecond());
            if (line != null && line.holds(after)) {
                note(address, before, after);
                decision.durable = line.durable;
                return line.with(after);
            }
            return decision.take(step(address, line, after, line == null ? null : line.alarm, SIGNED_OFF, now));
        });
        settle(address, decision);
        Registration registration = Objects.requireNonNull(decision.registration, "compute has run");
        Accepted accepted = new Accepted(registration, now.getEpochSecond());
        return decision.durable.thenApply(_ -> accepted);
    }

    /// Devices of former processes are not asked for: their connections ended with these, and they come again.
    private void note(Address address, Devices before, Devices after) {
        Set<Long> now = after.connections();
        now.forEach(connection -> byConnection
                .computeIfAbsent(connection, _ -> ConcurrentHashMap.newKeySet())
                .add(address));
        before.connections().stream()
                .filter(connection -> !now.contains(connection))
                .forEach(connection -> byConnection.computeIfPresent(connection, (_, there) -> {
                    there.remove(address);
                    return there.isEmpty() ? null : there;
                }));
    }

    @Override
    public void lost(Flow source) {
        Set<Address> there = byConnection.remove(source.connection());
        if (there != null) {
            there.forEach(address -> lost(address, source));
        }
    }

    private void lost(Address address, Flow source) {
        Decision decision = new Decision();
        lines.computeIfPresent(address, (same, line) -> {
            Devices left = line.devices.without(source);
            return left.bindings().size() == line.devices.bindings().size()
                    ? line
                    : decision.take(step(address, line, left, line.alarm, LOST, clock.now()));
        });
        settle(address, decision);
    }

    @Override
    public boolean remove(Registered registered) {
        Address address = new Address(registered.account(), registered.realm(), registered.user());
        Decision decision = new Decision();
        lines.computeIfPresent(address, (same, line) -> {
            decision.found = true;
            return decision.take(step(address, line, Devices.NONE, line.alarm, "removed", clock.now()));
        });
        settle(address, decision);
        StoreException.await(decision.durable);
        return decision.found;
    }

    @Override
    public Registered latest(Registered stored) {
        Line line = lines.get(new Address(stored.account(), stored.realm(), stored.user()));
        return line == null || !line.stored.sid().equals(stored.sid()) ? stored : stored.at(line.devices.told());
    }

    /// The time of a device has run out, unless it was renewed.
    private void expire(Address address, long at) {
        Instant now = clock.now();
        Decision decision = new Decision();
        lines.computeIfPresent(address, (same, line) -> {
            if (line.alarm.at != at) {
                return line;
            }
            Devices left = line.devices.at(now.getEpochSecond());
            return left.bindings().size() == line.devices.bindings().size()
                    ? new Line(line.stored, line.devices, alarm(address, null, line.devices), line.durable)
                    : decision.take(step(address, line, left, null, SIGNED_OFF, now));
        });
        settle(address, decision);
    }

    /// The row, and with it what happened. A phone that only renews is no event: that is what most REGISTERs
    /// do.
    ///
    /// @param alarm the one that is set
    /// @param cause why those leave whose time has not run out
    private Step step(
            Address address, @Nullable Line before, Devices devices, @Nullable Alarm alarm, String cause, Instant now) {
        Devices were = before == null ? Devices.NONE : before.devices;
        note(address, were, devices);
        Registered plain = row(address, before, devices, now);
        List<Happening> happenings = Comings.between(were, devices, plain, cause);
        Registered row = before != null && plain.logged() == Registered.UNCOUNTED
                ? plain
                : plain.counted(plain.logged() + happenings.size());
        if (before == null) {
            log.begin(row.sid());
        }
        boolean none = devices.bindings().isEmpty();
        Change change = none ? Change.remove(Registered.KIND, row.sid()) : Change.put(Registered.KIND, row);
        CompletionStage<Void> durable = happenings.isEmpty()
                ? store.submit(List.of(change))
                : log.submit(address.account, row.sid(), List.of(change), happenings);
        if (!none) {
            return new Step(
                    new Line(row, devices, alarm(address, alarm, devices), durable), durable, !happenings.isEmpty());
        }
        log.release(row.sid());
        if (alarm != null) {
            alarm.timer.cancel();
        }
        return new Step(null, durable, true);
    }

    private Registered row(Address address, @Nullable Line before, Devices devices, Instant now) {
        return new Registered(
                before == null ? sids.next(SidType.BINDING) : before.stored.sid(),
                address.account,
                address.user,
                address.domain,
                devices.places(now.getEpochSecond()),
                before == null ? 0 : before.stored.logged(),
                before == null ? now : before.stored.created(),
                now);
    }

    /// @param set what is set already; stays when it is early enough
    private Alarm alarm(Address address, @Nullable Alarm set, Devices devices) {
        long end = devices.nextEnd().orElse(0);
        if (set != null && set.at <= end) {
            return set;
        }
        if (set != null) {
            set.timer.cancel();
        }
        Duration delay = Duration.between(clock.now(), Instant.ofEpochSecond(end));
        Duration least = delay.isNegative() ? Duration.ZERO : delay;
        return new Alarm(end, scheduler.after(least, () -> expire(address, end)));
    }

    /// What the store refused was counted and is not there. What it has, those who watch the address are told.
    private void settle(Address address, Decision decision) {
        if (decision.moved) {
            decision.durable.thenRun(
                    () -> watchers.changed(new Watched(address.account, address.domain, address.user)));
        }
        decision.durable.exceptionally(refused -> {
            lines.computeIfPresent(
                    address,
                    (same, line) ->
                            new Line(line.stored.counted(Registered.UNCOUNTED), line.devices, line.alarm, DONE));
            return null;
        });
    }

    @Override
    public List<Registrations.Binding> find(String user) {
        return find(home.account(), home.name(), user);
    }

    @Override
    public List<Registrations.Binding> find(Sid account, String domain, String user) {
        Line line = lines.get(new Address(account, domain, user));
        return line == null ? List.of() : line.devices.reachable(clock.now().getEpochSecond());
    }

    /// Addresses of record that have a device.
    public int size() {
        return lines.size();
    }

    /// What `compute` has to tell.
    private static final class Decision {
        private @Nullable Registration registration;
        private boolean found;
        private boolean moved;
        private CompletionStage<Void> durable = DONE;

        private @Nullable Line take(Step step) {
            durable = step.durable;
            moved = step.moved;
            return step.line;
        }
    }
}

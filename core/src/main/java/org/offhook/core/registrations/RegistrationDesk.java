package org.offhook.core.registrations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
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
public final class RegistrationDesk implements Bindings, Registrations {

    private final Store store;
    private final EventLog log;
    private final Clock clock;
    private final Sids sids;
    private final Sid account;
    private final String home;
    private final Registrar registrar;
    private final Map<Address, Line> lines = new ConcurrentHashMap<>();

    private record Address(String realm, String user) {}

    private record Line(Registered stored, Devices devices) {}

    /// @param account whose users these are
    /// @param home    the realm in which [#find] looks
    public RegistrationDesk(
            Store store, EventLog log, Clock clock, Sids sids, Sid account, String home, RegistrarLimits limits) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.sids = sids;
        this.account = account;
        this.home = home;
        this.registrar = new Registrar(limits);
    }

    /// Takes up what a former process knew. Once, before the first REGISTER.
    public void recover() {
        Query query = Query.of(account);
        List<Registered> page = store.list(Registered.KIND, query);
        while (!page.isEmpty()) {
            page.forEach(this::takeUp);
            query = query.after(page.getLast().sid());
            page = store.list(Registered.KIND, query);
        }
    }

    private void takeUp(Registered stored) {
        log.hold(stored.sid());
        lines.put(new Address(stored.realm(), stored.user()), new Line(stored, Devices.of(stored)));
    }

    @Override
    public CompletionStage<Accepted> register(String realm, String user, SipRequest register, Flow source) {
        long now = clock.now().getEpochSecond();
        Decision decision = new Decision();
        lines.compute(new Address(realm, user), (address, line) -> {
            Devices before = line == null ? Devices.NONE : line.devices;
            Registration registration = registrar.apply(before.bindings(), register, now);
            decision.registration = registration;
            if (!(registration instanceof Registration.Current current) || !current.changed()) {
                return line;
            }
            Line next = next(address, line, before.after(current.bindings(), register, source));
            decision.durable = store(line, next);
            return next.devices.bindings().isEmpty() ? null : next;
        });
        Accepted accepted = new Accepted(Objects.requireNonNull(decision.registration, "compute has run"), now);
        return decision.durable.thenApply(_ -> accepted);
    }

    /// The row, and with it what happened. A phone that only renews is no event: that is what most REGISTERs
    /// do.
    private CompletionStage<Void> store(@Nullable Line before, Line next) {
        Registered row = next.stored;
        boolean none = next.devices.bindings().isEmpty();
        Change change = none ? Change.remove(Registered.KIND, row.sid()) : Change.put(Registered.KIND, row);
        Devices were = before == null ? Devices.NONE : before.devices;
        List<Happening> happenings = Comings.between(were, next.devices, row);
        if (before == null) {
            log.begin(row.sid());
        }
        CompletionStage<Void> durable = happenings.isEmpty()
                ? store.submit(List.of(change))
                : log.submit(account, row.sid(), List.of(change), happenings);
        if (none) {
            log.release(row.sid());
        }
        return durable;
    }

    @Override
    public List<Registrations.Binding> find(String user) {
        Line line = lines.get(new Address(home, user));
        return line == null ? List.of() : line.devices.reachable(clock.now().getEpochSecond());
    }

    /// Addresses of record that have a device, those included whose time has just run out.
    public int size() {
        return lines.size();
    }

    private Line next(Address address, @Nullable Line before, Devices devices) {
        Registered stored = new Registered(
                before == null ? sids.next(SidType.BINDING) : before.stored.sid(),
                account,
                address.user,
                address.realm,
                devices.places(),
                before == null ? clock.now() : before.stored.created(),
                clock.now());
        return new Line(stored, devices);
    }

    /// What `compute` has to tell.
    private static final class Decision {
        private @Nullable Registration registration;
        private CompletionStage<?> durable = CompletableFuture.completedFuture(null);
    }
}

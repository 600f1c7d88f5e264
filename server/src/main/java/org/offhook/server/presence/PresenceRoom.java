package org.offhook.server.presence;

import java.util.List;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.meters.Meters;
import org.offhook.core.presence.Addresses;
import org.offhook.core.presence.DialogPackage;
import org.offhook.core.presence.Lamps;
import org.offhook.core.presence.PresenceDesk;
import org.offhook.core.presence.PresenceLimits;
import org.offhook.core.presence.PresencePackage;
import org.offhook.core.presence.RegPackage;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.trunks.Registrations;

/// Who is there, who is busy, and who may know.
///
/// @param lamps    hears of all events
/// @param packages what phones can subscribe to
public record PresenceRoom(Lamps lamps, PresenceDesk desk, List<EventPackage> packages) {

    /// @param watchers told of every change
    public static PresenceRoom open(
            PresenceLimits limits,
            Clock clock,
            Scheduler scheduler,
            Sids sids,
            Store store,
            EventLog log,
            Registrations registrations,
            Addresses addresses,
            Watchers watchers) {
        Lamps lamps = new Lamps(addresses::of, watchers);
        PresenceDesk desk = new PresenceDesk(store, log, clock, scheduler, sids, limits, watchers);
        List<EventPackage> packages = List.of(
                new DialogPackage(lamps),
                new PresencePackage(desk, registrations, lamps, limits.pace()),
                new RegPackage(registrations));
        return new PresenceRoom(lamps, desk, packages);
    }

    public void register(Meters meters) {
        meters.gauge("offhook_lamps", "Calls whose user is known.", lamps::size);
        meters.gauge("offhook_presences", "Users who have published something.", desk::size);
        meters.total(
                "offhook_presences_refused",
                "PUBLISH refused with 503 because too many users have published, in all or of the account.",
                desk::refused);
    }
}

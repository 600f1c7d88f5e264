package org.offhook.core.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.event.Pidf;
import org.offhook.protocols.sip.event.Presence;

/// `presence` (RFC 3856): what a user has published about itself; else whether a phone of it has registered. Who is
/// in a call is on the phone, whatever it says.
public final class PresencePackage implements EventPackage {

    private static final String ON_THE_PHONE = "on-the-phone";

    private final Duration pace;
    private final PresenceDesk desk;
    private final Registrations registrations;
    private final Lamps lamps;

    /// @param pace five seconds, says RFC 3856 §6.10
    public PresencePackage(PresenceDesk desk, Registrations registrations, Lamps lamps, Duration pace) {
        this.pace = pace;
        this.desk = desk;
        this.registrations = registrations;
        this.lamps = lamps;
    }

    @Override
    public String name() {
        return Pidf.EVENT;
    }

    @Override
    public String contentType() {
        return Pidf.CONTENT_TYPE;
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public String document(Watched address, String entity, int version) {
        return Pidf.write(entity, presence(address));
    }

    Presence presence(Watched address) {
        Presence published = desk.published(address);
        Presence own = published == null ? registered(address) : published;
        if (lamps.of(address).isEmpty()) {
            return own;
        }
        List<String> activities = new ArrayList<>(List.of(ON_THE_PHONE));
        own.activities().stream().filter(one -> !one.equals(ON_THE_PHONE)).forEach(activities::add);
        return new Presence(own.open(), activities, own.note());
    }

    private Presence registered(Watched address) {
        return registrations
                        .find(address.account(), address.domain(), address.user())
                        .isEmpty()
                ? Presence.CLOSED
                : Presence.OPEN;
    }
}

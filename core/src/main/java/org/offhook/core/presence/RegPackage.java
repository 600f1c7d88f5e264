package org.offhook.core.presence;

import java.time.Duration;
import java.util.List;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.event.RegInfo;
import org.offhook.protocols.sip.event.RegInfo.Contact;

/// `reg` (RFC 3680): the devices of a user, for that user alone: where somebody's phones are is nobody else's
/// business.
public final class RegPackage implements EventPackage {

    private final Registrations registrations;

    public RegPackage(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public String name() {
        return RegInfo.EVENT;
    }

    @Override
    public String contentType() {
        return RegInfo.CONTENT_TYPE;
    }

    /// RFC 3680 §4.10.
    @Override
    public Duration pace() {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean admits(Watched who, Watched address) {
        return who.equals(address);
    }

    @Override
    public String document(Watched address, String entity, int version) {
        List<Contact> contacts = registrations.find(address.account(), address.domain(), address.user()).stream()
                .map(binding -> new Contact(binding.contact(), binding.q()))
                .toList();
        return RegInfo.write(entity, version, contacts);
    }
}

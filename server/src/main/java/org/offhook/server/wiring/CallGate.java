package org.offhook.server.wiring;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.core.domains.DomainGate;
import org.offhook.core.domains.Gate;
import org.offhook.core.domains.SipBook;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.protocols.sip.SipUri;
import org.offhook.server.config.Configuration.Profile;

/// Who may call in: registered phones and the carrier in every profile, and whoever is on this machine in
/// `dev`. About calls to the domain of an account its lists decide ([DomainGate]).
///
/// The carrier is known by its address only, as is usual for trunks. Its addresses are looked up elsewhere and
/// read here, because the gate is asked on the signalling loop.
final class CallGate implements Gate {

    private final Profile profile;
    private final Supplier<Set<InetAddress>> carrier;
    private final boolean phones;
    private final SipBook domains;
    private final DomainGate domainGate;

    /// @param carrier the addresses that the carrier has now
    /// @param phones  whether there are users who can say who they are
    CallGate(
            Profile profile,
            Supplier<Set<InetAddress>> carrier,
            boolean phones,
            SipBook domains,
            DomainGate domainGate) {
        this.profile = profile;
        this.carrier = carrier;
        this.phones = phones;
        this.domains = domains;
        this.domainGate = domainGate;
    }

    @Override
    public Verdict judge(IncomingInvite invite) {
        SipUri target = SipUri.parse(invite.target());
        if (target != null) {
            Optional<SipDomain> domain = domains.domain(target.host());
            if (domain.isPresent()) {
                return domainGate.judge(domain.get(), invite, target.decodedUser());
            }
        }
        if (isKnown(invite)) {
            return Verdict.ADMITTED;
        }
        // Whoever calls from nowhere known may be one of the phones.
        return phones ? Verdict.CHALLENGED : Verdict.REFUSED;
    }

    private boolean isKnown(IncomingInvite invite) {
        if (invite.user() != null) {
            return true;
        }
        InetAddress source;
        try {
            source = InetAddress.ofLiteral(invite.source().address());
        } catch (IllegalArgumentException _) {
            return false;
        }
        return switch (profile) {
            case DEV -> source.isLoopbackAddress() || carrier.get().contains(source);
            case PROD -> carrier.get().contains(source);
        };
    }
}

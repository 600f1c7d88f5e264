package org.offhook.server.wiring;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.core.calls.Gate;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.server.config.Configuration.Profile;

/// Who may call in: registered phones and the carrier in every profile, and whoever is on this machine in
/// `dev`.
///
/// The carrier is known by its address only, as is usual for trunks. Its addresses are looked up elsewhere and
/// read here, because the gate is asked on the signalling loop.
final class CallGate implements Gate {

    private final Profile profile;
    private final Supplier<Set<InetAddress>> carrier;
    private final boolean phones;

    /// @param carrier the addresses that the carrier has now
    /// @param phones  whether there are users who can say who they are
    CallGate(Profile profile, Supplier<Set<InetAddress>> carrier, boolean phones) {
        this.profile = profile;
        this.carrier = carrier;
        this.phones = phones;
    }

    @Override
    public boolean admits(IncomingInvite invite) {
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

    /// Whoever calls from nowhere known may be one of the phones.
    @Override
    public boolean challenges(IncomingInvite invite) {
        return phones && invite.user() == null;
    }
}

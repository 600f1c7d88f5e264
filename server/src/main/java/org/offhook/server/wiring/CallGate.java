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

    /// @param carrier the addresses that the carrier has now
    CallGate(Profile profile, Supplier<Set<InetAddress>> carrier) {
        this.profile = profile;
        this.carrier = carrier;
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
}

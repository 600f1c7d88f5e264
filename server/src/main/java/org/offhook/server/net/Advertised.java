package org.offhook.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.sipnet.Facing;
import org.offhook.core.signalling.net.Told;
import org.offhook.core.signalling.net.ToldByNetwork;
import org.offhook.core.time.Clock;

/// By which addresses the others reach our SIP and our sound.
///
/// @param usual what is told where nothing else is said, an IP literal without brackets
/// @param sip   what some are told instead in Via and Contact
/// @param sound what some are told instead in session descriptions
public record Advertised(String usual, Told sip, Told sound) {

    /// @param sip    what SIP listens on
    /// @param media  what the sound listens on
    /// @param everybody what those are told who are in no network of `rules`; null for what the listeners say
    public static Advertised of(
            InetAddress sip, InetAddress media, @Nullable String everybody, List<ToldByNetwork.Rule> rules, Clock clock)
            throws IOException {
        Facing facing = new Facing(clock);
        return new Advertised(
                Hosts.told(sip, everybody),
                new ToldByNetwork(rules, others(sip, everybody, facing)),
                new ToldByNetwork(rules, others(media, everybody, facing)));
    }

    private static Told others(InetAddress bound, @Nullable String everybody, Facing facing) {
        return everybody == null && bound.isAnyLocalAddress() ? facing : Told.USUAL;
    }
}

package org.offhook.core.presence;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.SipUri;

/// Which user of our domains somebody is that takes part in a call.
public final class Addresses {

    private static final String CLIENT = "client:";

    private final Users users;
    private final Domain home;
    private final int port;

    /// @param home the platform's own domain, whose users are the clients
    /// @param port where the platform takes SIP: at another one of the same host somebody else lives
    public Addresses(Users users, Domain home, int port) {
        this.users = users;
        this.home = home;
        this.port = port;
    }

    /// @param party `sip:user@host`, `client:user`, or `user@domain` of somebody who has proved it
    /// @return null when it is nobody of ours
    public @Nullable Watched of(String party) {
        if (party.startsWith(CLIENT)) {
            return Watched.of(home, party.substring(CLIENT.length()));
        }
        SipUri uri = SipUri.parse(party.startsWith("sip") ? party : "sip:" + party);
        Domain domain = uri == null ? null : users.domain(uri.host());
        if (uri == null || domain == null || uri.decodedUser().isEmpty()) {
            return null;
        }
        boolean elsewhere = domain.home() && uri.port() != SipUri.NO_PORT && uri.port() != port;
        return elsewhere ? null : Watched.of(domain, uri.decodedUser());
    }
}

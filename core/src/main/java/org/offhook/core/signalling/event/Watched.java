package org.offhook.core.signalling.event;

import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.register.Domain;

/// An address whose state can be watched: a user of a SIP domain.
///
/// @param account whose domain it is; nobody else's users see anything of it
/// @param domain  its name
/// @param user    without escapes
public record Watched(Sid account, String domain, String user) {

    public static Watched of(Domain domain, String user) {
        return new Watched(domain.account(), domain.name(), user);
    }
}

package org.offhook.core.registrations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// An address of record and the places where its devices are.
///
/// @param sid   `BI…`
/// @param user  the user part, without escapes
/// @param realm the domain
/// @param logged how many events there are about it, so that the next can be numbered without asking the store;
/// [#UNCOUNTED] when that is not known
public record Registered(
        Sid sid,
        Sid account,
        String user,
        String realm,
        List<Place> places,
        int logged,
        Instant created,
        Instant updated)
        implements Entity {

    public static final Kind<Registered> KIND = new Kind<>(
            "registrations",
            Registered.class,
            List.of(Kind.field("user", Registered::user), Kind.field("realm", Registered::realm)));

    /// What a row says that was written when events were not counted: no row begins without one.
    public static final int UNCOUNTED = 0;

    public Registered {
        places = List.copyOf(places);
    }

    Registered counted(int events) {
        return new Registered(sid, account, user, realm, places, events, created, updated);
    }

    Registered at(List<Place> others) {
        return new Registered(sid, account, user, realm, others, logged, created, updated);
    }

    /// One device; what protocols.sip.registrar calls a binding, as it is stored.
    ///
    /// @param expiresAt epoch second; later than the device was told, so that it can renew unwritten
    /// @param q         0 to 1000
    /// @param source    where the REGISTER came from, `sip:host:port;transport=…`
    /// @param agent     what the device calls itself, or null
    /// @param since     when it came, epoch second; 0 when that was not written down
    /// @param instance  of a device with several flows (RFC 5626): which device; or null
    /// @param flow      and which of its flows, from 1; or 0
    public record Place(
            String contact,
            String callId,
            long cseq,
            long expiresAt,
            int q,
            List<String> path,
            String source,
            @Nullable String agent,
            long since,
            @Nullable String instance,
            int flow) {

        public Place {
            path = List.copyOf(path);
        }

        /// As of the binding.
        String key() {
            return instance == null ? contact : flow + " " + instance;
        }
    }
}

package org.offhook.core.verbs.dial;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.signalling.net.Weighted;
import org.offhook.core.web.Hook;

/// Whom to call.
///
/// @param places         of a SIP party that has several; `address` is one of the first
/// @param address        as written: a number, a SIP URI, a client identity, the Sid of an application
/// @param screening      heard by the callee before the legs are joined, or null
/// @param statusCallback told of the leg's progress, or null
/// @param statusEvents   which progress
/// @param sendDigits     pressed after the answer, or null
/// @param machine        whether to find out who answers, or null
/// @param username       for a challenge of a SIP destination, or null
/// @param application    of an application, or null
/// @param byoc           the BYOC trunk by which a number is called, or null
record Noun(
        Kind kind,
        String address,
        List<Place> places,
        @Nullable Hook screening,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        @Nullable String sendDigits,
        @Nullable MachineWish machine,
        @Nullable String username,
        @Nullable String password,
        @Nullable ApplicationNoun application,
        @Nullable String byoc) {

    enum Kind {
        NUMBER,
        SIP,
        CLIENT,
        APPLICATION
    }

    static Noun plain(Kind kind, String address) {
        return new Noun(kind, address, List.of(), null, null, List.of(), null, null, null, null, null, null);
    }

    /// The same by a BYOC trunk.
    Noun by(@Nullable String trunk) {
        return new Noun(
                kind,
                address,
                places,
                screening,
                statusCallback,
                statusEvents,
                sendDigits,
                machine,
                username,
                password,
                application,
                trunk);
    }

    /// The places of a SIP party, in the order in which they are to be tried this time (RFC 2782).
    List<String> drawn(RandomGenerator random) {
        return Weighted.order(places, Place::priority, Place::weight, random).stream()
                .map(Place::uri)
                .toList();
    }

    @Override
    public String toString() {
        return kind + " " + address;
    }
}

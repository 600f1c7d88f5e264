package org.offhook.core.verbs.dial;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.web.Hook;

/// Whom to call.
///
/// @param others         further addresses of the same party, for when the first fails, the best first
/// @param address        as written: a number, a SIP URI, a client identity
/// @param screening      heard by the callee before the legs are joined, or null
/// @param statusCallback told of the leg's progress, or null
/// @param statusEvents   which progress
/// @param sendDigits     pressed after the answer, or null
/// @param machine        whether to find out who answers, or null
/// @param username       for a challenge of a SIP destination, or null
record Noun(
        Kind kind,
        String address,
        List<String> others,
        @Nullable Hook screening,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        @Nullable String sendDigits,
        @Nullable MachineWish machine,
        @Nullable String username,
        @Nullable String password) {

    enum Kind {
        NUMBER,
        SIP,
        CLIENT
    }

    static Noun plain(Kind kind, String address) {
        return new Noun(kind, address, List.of(), null, null, List.of(), null, null, null, null);
    }

    /// All of them, the best first.
    List<String> addresses() {
        return Stream.concat(Stream.of(address), others.stream()).toList();
    }

    @Override
    public String toString() {
        return kind + " " + address;
    }
}

package org.offhook.protocols.sip.event;

import java.util.List;

/// What somebody says about being there.
///
/// @param open       whether messages and calls reach it (RFC 3863 §4.1.4)
/// @param activities what it does, names of RFC 4480 such as `away`; the weightiest first
/// @param note       its own words; empty for none
public record Presence(boolean open, List<String> activities, String note) {

    /// Nobody is there, and nothing is said.
    public static final Presence CLOSED = new Presence(false, List.of(), "");

    /// Somebody is there, and nothing else is said.
    public static final Presence OPEN = new Presence(true, List.of(), "");

    public Presence {
        activities = List.copyOf(activities);
    }
}

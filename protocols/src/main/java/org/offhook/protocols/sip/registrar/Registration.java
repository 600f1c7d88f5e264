package org.offhook.protocols.sip.registrar;

import java.util.List;

/// What became of a REGISTER.
public sealed interface Registration {

    /// The bindings as they are now, for the 200 to list; nothing changed when the request only asked.
    record Current(List<Binding> bindings, boolean changed) implements Registration {}

    /// Nothing changed.
    ///
    /// @param minExpires for the Min-Expires field of a 423, else 0
    record Refused(int status, String reason, int minExpires) implements Registration {}
}

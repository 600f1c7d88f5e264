package org.offhook.protocols.sip.registrar;

import java.util.List;

/// What became of a REGISTER.
public sealed interface Registration {

    /// The bindings as they are now, for the 200 to list; nothing changed when the request only asked.
    ///
    /// @param flowTimer seconds, when the request was about a flow (RFC 5626); else 0
    record Current(List<Binding> bindings, boolean changed, int flowTimer) implements Registration {

        public Current(List<Binding> bindings, boolean changed) {
            this(bindings, changed, 0);
        }
    }

    /// Nothing changed.
    ///
    /// @param minExpires for the Min-Expires field of a 423, else 0
    record Refused(int status, String reason, int minExpires) implements Registration {}
}

package org.offhook.core.trunks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is registered, as callers need it. Safe from any thread; never blocks for long.
@FunctionalInterface
public interface Registrations {

    /// Where a user can be reached now, best first; empty when it is not registered.
    ///
    /// @param user the user part, without escapes
    List<Binding> find(String user);

    /// @param contact the Contact URI: the Request-URI of a call to it
    /// @param route   where to send it when the contact cannot be reached directly (the source of the
    ///                registration), or null
    record Binding(String contact, @Nullable String route) {}
}

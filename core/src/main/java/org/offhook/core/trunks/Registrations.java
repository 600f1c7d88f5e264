package org.offhook.core.trunks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// Who is registered, as callers need it. Safe from any thread; never blocks for long.
@FunctionalInterface
public interface Registrations {

    /// Where a user of the platform's own domain can be reached now, best first; empty when it is not registered.
    ///
    /// @param user the user part, without escapes
    List<Binding> find(String user);

    /// The same of a user of an account's domain; where there are no such domains, nobody.
    default List<Binding> find(Sid account, String domain, String user) {
        return List.of();
    }

    /// @param contact the Contact URI: the Request-URI of a call to it
    /// @param route   where to send it when the contact cannot be reached directly: the source of the
    ///                registration, or the proxies that it names, `<sip:one;lr>, <sip:two;lr>`; or null
    /// @param q       its preference, 0 to 1000
    /// @param named   whether the phone chose where that is, so that it must be a place that customers may reach
    /// @param device  of several ways to one device, of which one is tried after the other: which device; or null
    record Binding(
            String contact,
            @Nullable String route,
            int q,
            boolean named,
            @Nullable String device) {

        /// The only way to its device.
        public Binding(String contact, @Nullable String route, int q, boolean named) {
            this(contact, route, q, named, null);
        }

        /// One that leads back to where it came from.
        public Binding(String contact, @Nullable String route, int q) {
            this(contact, route, q, false);
        }

        /// One that is as good as any.
        public Binding(String contact, @Nullable String route) {
            this(contact, route, MOST_PREFERRED);
        }

        private static final int MOST_PREFERRED = 1000;
    }
}

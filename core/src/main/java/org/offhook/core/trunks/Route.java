package org.offhook.core.trunks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;

/// The way to a party.
public sealed interface Route {

    /// A number of the platform: the call stays in memory.
    ///
    /// @param target the Request-URI
    record Inside(String target) implements Route {}

    /// Somebody reached by SIP.
    ///
    /// @param target  the Request-URI
    /// @param via     where to send it when the target does not say, or null
    /// @param headers that the application wants added
    /// @param named   whether a customer chose the host, so that it must be one that customers may reach
    /// @param rank    of several ways to one party: 0 for those to try first, 1 for those when none of them
    ///                answered, and so on
    record Outside(
            String target,
            @Nullable String via,
            Map<String, String> headers,
            @Nullable Credentials credentials,
            boolean named,
            int rank)
            implements Route {

        /// The only way, or one of the first.
        public Outside(
                String target,
                @Nullable String via,
                Map<String, String> headers,
                @Nullable Credentials credentials,
                boolean named) {
            this(target, via, headers, credentials, named, 0);
        }
    }

    /// There is none.
    ///
    /// @param code contract §24
    record Nowhere(int code, String message) implements Route {}
}

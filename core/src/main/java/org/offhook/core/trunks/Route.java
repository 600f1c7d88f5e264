package org.offhook.core.trunks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.trunks.gateway.Gateway;

/// The way to a party.
public sealed interface Route {

    /// A number or an application of the platform: the call stays in memory.
    ///
    /// @param target  the Request-URI
    /// @param headers that the other end is told; they leave the platform nowhere
    record Inside(String target, Map<String, String> headers) implements Route {

        public Inside {
            headers = Map.copyOf(headers);
        }

        /// A number.
        public Inside(String target) {
            this(target, Map.of());
        }
    }

    /// The place of somebody in a call of the platform (RFC 3891).
    ///
    /// @param target   the Request-URI
    /// @param replaces the dialog of that place, as the value of Replaces
    record Replacing(String target, String replaces) implements Route {}

    /// Somebody reached by SIP.
    ///
    /// @param target  the Request-URI
    /// @param via     where to send it when the target does not say, or null
    /// @param headers that the application wants added
    /// @param named   whether a customer chose the host, so that it must be one that customers may reach
    /// @param rank    of several ways to one party: 0 for those to try first, 1 for those when none of them
    ///                answered, and so on
    /// @param gateway counts the calls there and watches its health; or null
    /// @param others  further ways, for when this one fails; they have no others
    record Outside(
            String target,
            @Nullable String via,
            Map<String, String> headers,
            @Nullable Credentials credentials,
            boolean named,
            int rank,
            @Nullable Gateway gateway,
            List<Outside> others)
            implements Route {

        /// One of several.
        public Outside(
                String target,
                @Nullable String via,
                Map<String, String> headers,
                @Nullable Credentials credentials,
                boolean named,
                int rank) {
            this(target, via, headers, credentials, named, rank, null, List.of());
        }

        /// The same, its health watched.
        Outside at(Gateway place) {
            return new Outside(target, via, headers, credentials, named, rank, place, others);
        }

        boolean isUp() {
            return gateway == null || gateway.isUp();
        }

        /// The same with further ways.
        Outside or(List<Outside> more) {
            return new Outside(target, via, headers, credentials, named, rank, gateway, more);
        }

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

package org.offhook.core.signalling.register;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// The users of SIP domains and their secrets. Asked on the signalling loop, so it must not block; it may
/// answer at once or later, on any thread.
public interface Users {

    /// Asks nobody for a password.
    Users NOBODY = new Users() {

        @Override
        public @Nullable String realm(String host) {
            return null;
        }

        @Override
        public List<DigestAlgorithm> digests() {
            return List.of();
        }

        @Override
        public CompletionStage<Optional<String>> secret(String realm, String username, DigestAlgorithm algorithm) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    };

    /// The digest realm of a host name or address that stands in the Request-URI; null when it is no domain of
    /// ours.
    @Nullable
    String realm(String host);

    /// The algorithms of a challenge, one field for each, in this order. Always the same.
    List<DigestAlgorithm> digests();

    /// [DigestAlgorithm#secret] of a user; empty when there is no such user.
    CompletionStage<Optional<String>> secret(String realm, String username, DigestAlgorithm algorithm);
}

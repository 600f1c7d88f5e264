package org.offhook.core.signalling.register;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.event.Watched;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// The users of SIP domains and their secrets. Asked on the signalling loop, so it must not block; it may
/// answer at once or later, on any thread.
public interface Users {

    /// Asks nobody for a password.
    Users NOBODY = new Users() {

        @Override
        public @Nullable Domain domain(String host) {
            return null;
        }

        @Override
        public List<DigestAlgorithm> digests() {
            return List.of();
        }

        @Override
        public CompletionStage<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    };

    /// The domain that a host name or address in a URI stands for; null when it is none of ours.
    @Nullable
    Domain domain(String host);

    /// Whether there is, or may be, such a user. Asked on the signalling loop, as all else.
    default boolean has(Watched user) {
        return true;
    }

    /// The algorithms of a challenge, one field for each, in this order. Always the same.
    List<DigestAlgorithm> digests();

    /// [DigestAlgorithm#secret] of a user in the realm of its domain; empty when there is no such user, or it may
    /// not do that.
    CompletionStage<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm);
}

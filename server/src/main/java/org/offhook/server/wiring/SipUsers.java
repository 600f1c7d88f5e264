package org.offhook.server.wiring;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.server.config.Configuration;

/// The phones of the configuration. Only the hashes of their passwords are kept.
final class SipUsers implements Users {

    private final String realm;
    private final Set<String> hosts;
    private final List<DigestAlgorithm> digests;
    private final Map<DigestAlgorithm, Map<String, String>> secrets;

    /// @param hosts names and addresses, in lower case, that stand for the realm in a Request-URI
    SipUsers(Configuration.Registrar registrar, Collection<String> hosts) {
        this.realm = registrar.realm();
        this.hosts = Set.copyOf(hosts);
        this.digests = registrar.digests();
        Map<DigestAlgorithm, Map<String, String>> hashes = new HashMap<>();
        for (DigestAlgorithm algorithm : digests) {
            Map<String, String> secret = new HashMap<>();
            registrar
                    .users()
                    .forEach(user -> secret.put(user.name(), algorithm.secret(user.name(), realm, user.password())));
            hashes.put(algorithm, Map.copyOf(secret));
        }
        this.secrets = Map.copyOf(hashes);
    }

    @Override
    public @Nullable String realm(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals(realm.toLowerCase(Locale.ROOT)) || hosts.contains(name) ? realm : null;
    }

    @Override
    public List<DigestAlgorithm> digests() {
        return digests;
    }

    @Override
    public CompletionStage<Optional<String>> secret(String askedRealm, String username, DigestAlgorithm algorithm) {
        Map<String, String> known = askedRealm.equals(realm) ? secrets.getOrDefault(algorithm, Map.of()) : Map.of();
        return CompletableFuture.completedFuture(Optional.ofNullable(known.get(username)));
    }
}

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
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.server.config.Configuration;

/// The phones of the configuration, which belong to the platform's own domain, and the users of accounts'
/// domains. Only the hashes of passwords are kept.
final class SipUsers implements Users {

    private final Domain home;
    private final Set<String> hosts;
    private final DomainUsers accounts;
    private final List<DigestAlgorithm> digests;
    private final Map<DigestAlgorithm, Map<String, String>> secrets;

    /// @param home     the platform's own domain
    /// @param hosts    names and addresses, in lower case, that stand for it in a Request-URI
    /// @param accounts the users of the other domains
    SipUsers(Configuration.Registrar registrar, Domain home, Collection<String> hosts, DomainUsers accounts) {
        this.home = home;
        this.accounts = accounts;
        this.hosts = Set.copyOf(hosts);
        this.digests = registrar.digests();
        Map<DigestAlgorithm, Map<String, String>> hashes = new HashMap<>();
        for (DigestAlgorithm algorithm : digests) {
            Map<String, String> secret = new HashMap<>();
            registrar
                    .users()
                    .forEach(user ->
                            secret.put(user.name(), algorithm.secret(user.name(), home.realm(), user.password())));
            hashes.put(algorithm, Map.copyOf(secret));
        }
        this.secrets = Map.copyOf(hashes);
    }

    /// The platform's own domain as signalling knows it.
    static Domain home(Configuration.Registrar registrar, Sid account) {
        return new Domain(registrar.realm(), registrar.realm(), account, true, true, true);
    }

    @Override
    public @Nullable Domain domain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals(home.name().toLowerCase(Locale.ROOT)) || hosts.contains(name) ? home : accounts.domain(name);
    }

    @Override
    public boolean has(Watched user) {
        return user.domain().equals(home.name()) || accounts.has(user);
    }

    @Override
    public List<DigestAlgorithm> digests() {
        return digests;
    }

    @Override
    public CompletionStage<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
        if (!claim.domain().home()) {
            return accounts.secret(claim, algorithm);
        }
        Map<String, String> known = secrets.getOrDefault(algorithm, Map.of());
        return CompletableFuture.completedFuture(Optional.ofNullable(known.get(claim.username())));
    }
}

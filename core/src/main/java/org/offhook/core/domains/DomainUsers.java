package org.offhook.core.domains;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.web.Hook;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// The users of accounts' domains, as signalling asks for them. Never blocks.
public final class DomainUsers {

    private final SipBook book;
    private final AskedUsers asked;
    private final Standing standing;
    private final ProofRules rules;

    public DomainUsers(SipBook book, AskedUsers asked, Standing standing, ProofRules rules) {
        this.book = book;
        this.asked = asked;
        this.standing = standing;
        this.rules = rules;
    }

    /// Whether a domain may be served: its account is active, and its name is the account's.
    boolean isServed(SipDomain domain) {
        return standing.isActive(domain.account()) && (domain.proved() || !rules.asks(domain));
    }

    /// The domain of an account that the host name stands for, or null.
    public @Nullable Domain domain(String host) {
        return book.domain(host)
                .map(domain -> new Domain(
                        domain.name(),
                        SipUser.realm(domain.account()),
                        domain.account(),
                        domain.registers(),
                        false,
                        isServed(domain)))
                .orElse(null);
    }

    /// Whether an account's domain has such a user, or an application that may know it.
    public boolean has(Watched user) {
        SipDomain domain = book.domain(user.domain()).orElse(null);
        return domain != null
                && domain.account().equals(user.account())
                && (domain.decides() != null
                        || book.user(domain.registrants(), user.user()) != null
                        || book.user(domain.callers(), user.user()) != null);
    }

    /// A user as it is in the lists of an account's domain, or as the application said of late; null when neither
    /// has it.
    public @Nullable SipUser user(Sid account, String domain, String name) {
        SipDomain found = book.domain(domain).orElse(null);
        if (found == null || !found.account().equals(account)) {
            return null;
        }
        SipUser listed = book.user(found.registrants(), name);
        return listed != null ? listed : known(found, name);
    }

    /// @see org.offhook.core.signalling.register.Users#secret
    public CompletionStage<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
        SipDomain domain = book.domain(claim.domain().name()).orElse(null);
        if (domain == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<Sid> lists = switch (claim.purpose()) {
            case REGISTER -> domain.registrants();
            case CALL -> domain.callers();
        };
        SipUser user = book.user(lists, claim.username());
        Hook decides = domain.decides();
        if (user != null || decides == null) {
            return CompletableFuture.completedFuture(Optional.ofNullable(user)
                    .filter(one -> claim.sealed() || !one.secure())
                    .flatMap(one -> secret(one, algorithm)));
        }
        return asked.ask(domain, decides, claim).thenApply(found -> found.flatMap(one -> secret(one, algorithm)));
    }

    /// A user as it was when it was last asked for, or null.
    @Nullable
    SipUser known(SipDomain domain, String name) {
        SipUser listed = book.user(domain.callers(), name);
        return listed != null ? listed : asked.find(domain, name);
    }

    private static Optional<String> secret(SipUser user, DigestAlgorithm algorithm) {
        return Optional.ofNullable(user.secrets().get(algorithm));
    }
}

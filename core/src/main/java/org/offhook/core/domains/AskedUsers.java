package org.offhook.core.domains;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Scripts;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.core.web.Web;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.MailboxExchange;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// Users that only the account's application knows (SPEC SIP-7): its URL is asked for the password of a user
/// that is in no list, with a signed request, and answers with a form: `Password=…`, or `Ha1Md5=…` and
/// `Ha1Sha256=…` in the account's realm, and what the user may do: `ReceiveOnly=true`, `AllowedDestinations=…`.
/// An empty answer, and any status but 2xx, says that there is no such user.
///
/// Answers are kept for half a minute, the negative ones as well, and no more than [#MOST_ASKED] are asked for at
/// once: a flood of strangers costs the application little.
public final class AskedUsers {

    /// Questions that may be open at once.
    public static final int MOST_ASKED = 100;

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final Scripts scripts;
    private final Store store;
    private final Web web;
    private final Application application;
    private final AtomicInteger asking = new AtomicInteger();
    private final Map<Who, Known> known = new ConcurrentHashMap<>();

    private record Who(String domain, String user) {}

    /// @param until nanoseconds of the monotonic clock
    private record Known(Optional<SipUser> user, long until) {}

    public AskedUsers(Clock clock, Scripts scripts, Store store, Web web, Application application) {
        this.clock = clock;
        this.scripts = scripts;
        this.store = store;
        this.web = web;
        this.application = application;
    }

    /// What the application said last about the user, as long as that is kept.
    @Nullable
    SipUser find(SipDomain domain, String user) {
        Known found = known.get(new Who(domain.name(), user));
        return found == null || found.until < clock.nanos() ? null : found.user.orElse(null);
    }

    /// Asks the application. Never blocks; the stage fails when it cannot be asked now.
    CompletionStage<Optional<SipUser>> ask(SipDomain domain, Hook url, Claim claim) {
        Who who = new Who(domain.name(), claim.username());
        Known found = known.get(who);
        if (found != null && found.until >= clock.nanos()) {
            return CompletableFuture.completedFuture(found.user);
        }
        if (asking.incrementAndGet() > MOST_ASKED) {
            asking.decrementAndGet();
            return CompletableFuture.failedFuture(new IllegalStateException("too many users are being asked for"));
        }
        CompletableFuture<Optional<SipUser>> answer = new CompletableFuture<>();
        scripts.<MailboxExchange.Reply>start("sip user " + domain.name(), mailbox -> {
            try {
                Optional<SipUser> user = store.find(Account.KIND, domain.account())
                        .flatMap(account -> application.form(
                                account, url, parameters(domain, claim), new MailboxExchange(web, mailbox)))
                        .flatMap(form -> user(domain, claim.username(), form));
                keep(who, user);
                answer.complete(user);
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            } finally {
                asking.decrementAndGet();
            }
        });
        return answer;
    }

    private void keep(Who who, Optional<SipUser> user) {
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        known.put(who, new Known(user, clock.nanos() + KEPT.toNanos()));
    }

    private static Parameters parameters(SipDomain domain, Claim claim) {
        return Parameters.NONE
                .with("AccountSid", domain.account().value())
                .with("SipDomain", domain.name())
                .with("SipDomainSid", domain.sid().value())
                .with("SipUser", claim.username())
                .with("SipMethod", claim.purpose() == Claim.Purpose.REGISTER ? "REGISTER" : "INVITE")
                .with("SipSourceIp", claim.source())
                .with("SipRealm", SipUser.realm(domain.account()));
    }

    private static Optional<SipUser> user(SipDomain domain, String name, Parameters form) {
        Map<DigestAlgorithm, String> secrets = new EnumMap<>(DigestAlgorithm.class);
        String realm = SipUser.realm(domain.account());
        form.first("Ha1Md5").ifPresent(secret -> secrets.put(DigestAlgorithm.MD5, secret));
        form.first("Ha1Sha256").ifPresent(secret -> secrets.put(DigestAlgorithm.SHA_256, secret));
        form.first("Password")
                .map(String::strip)
                .filter(password -> !password.isEmpty())
                .ifPresent(password -> Stream.of(DigestAlgorithm.values())
                        .forEach(algorithm -> secrets.put(algorithm, algorithm.secret(name, realm, password))));
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SipUser(
                domain.sid(),
                name,
                Map.copyOf(secrets),
                form.first("ReceiveOnly").filter("true"::equals).isPresent(),
                form.first("AllowedDestinations").map(SipUser::beginnings).orElse(List.of()),
                false));
    }
}

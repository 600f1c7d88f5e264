package org.offhook.testkit.domains;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.AskedUsers;
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.domains.Proof;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipBook;
import org.offhook.core.domains.proof.DomainProofs;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.web.WebResult;
import org.offhook.core.webhooks.Application;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

/// Names of SIP domains that have to be proved.
final class DomainProofsTest {

    private static final Sid OPERATOR = Samples.sid("AC", 1);
    private static final Sid TENANT = Samples.sid("AC", 2);
    private static final String NAME = "pbx.example.net";

    private final Timeline time = Timeline.seeded(1);
    private final MemoryStore store = new MemoryStore();
    private final Sids sids = new Sids(new SplittableRandom(1));
    private final SipBook book = new SipBook(store);
    private final AssetDesk desk = new AssetDesk(store, time, sids, book);
    private final List<EventType> told = new ArrayList<>();
    private final List<String> visited = new ArrayList<>();
    /// The TXT records of every name; null: no name server answers.
    private @Nullable List<String> records = List.of();
    private WebResult page = new WebResult.Answered(404, Map.of(), new byte[0]);

    private final ProofRules rules = new ProofRules(
            OPERATOR,
            List.of("sip.example.org"),
            "https://DOMAIN/.well-known/offhook-domain",
            Duration.ofDays(1),
            Duration.ofDays(3));
    private final DomainProofs proofs = new DomainProofs(
            rules,
            store,
            book,
            new EventLog(store, sids, (_, _, happening) -> told.add(happening.type())),
            time,
            time,
            time.scripts(),
            _ -> records == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("nobody answers"))
                    : CompletableFuture.completedFuture(records),
            (request, done) -> {
                visited.add(request.url().toString());
                done.accept(page);
                return () -> {};
            });
    private final DomainUsers users = new DomainUsers(
            book,
            new AskedUsers(time, time.scripts(), store, (_, _) -> () -> {}, new Application(time, sids)),
            new Standing(),
            rules);

    @AfterEach
    void stop() {
        time.close();
    }

    @Test
    void aTenantsDomainServesOnceItsNameIsInTheDns() {
        Asset domain = domain(TENANT, NAME);
        assertThat(isServed(NAME)).isFalse();

        records = List.of("v=spf1 -all", "offhook-domain=" + domain.sid());
        proofs.start();
        time.runFor(Duration.ofMinutes(2));

        assertThat(isServed(NAME)).isTrue();
        assertThat(proof(domain).by()).isEqualTo("dns");
        assertThat(told).containsExactly(EventType.DOMAIN_PROVED);
        assertThat(visited).as("nothing is fetched when the DNS says it").isEmpty();
    }

    @Test
    void aFileOfTheDomainProvesItAsWell() {
        Asset domain = domain(TENANT, NAME);
        records = null;
        page = new WebResult.Answered(
                200, Map.of(), ("one\n offhook-domain=" + domain.sid() + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(look(domain)).isTrue();

        assertThat(isServed(NAME)).isTrue();
        assertThat(proof(domain).by()).isEqualTo("file");
        assertThat(visited).containsExactly("https://" + NAME + "/.well-known/offhook-domain");
    }

    @Test
    void whatProvesAnotherDomainProvesNothing() {
        Asset domain = domain(TENANT, NAME);
        records = List.of("offhook-domain=" + Samples.sid("SD", 7));
        page = new WebResult.Answered(
                200, Map.of(), ("not offhook-domain=" + domain.sid()).getBytes(StandardCharsets.UTF_8));

        look(domain);

        assertThat(isServed(NAME)).isFalse();
        assertThat(proof(domain).why()).contains("_offhook." + NAME).contains("has no line");
        assertThat(told).isEmpty();
    }

    @Test
    void aProofThatIsMissingForLongIsLost() {
        Asset domain = domain(TENANT, NAME);
        records = List.of("offhook-domain=" + domain.sid());
        proofs.start();
        time.runFor(Duration.ofMinutes(2));

        records = null;
        time.runFor(Duration.ofDays(2));
        assertThat(isServed(NAME)).as("for a while it counts on").isTrue();
        assertThat(proof(domain).failing()).isNotNull();

        records = List.of("offhook-domain=" + domain.sid());
        time.runFor(Duration.ofDays(1));
        assertThat(proof(domain).failing()).isNull();

        records = List.of();
        time.runFor(Duration.ofDays(5));
        assertThat(isServed(NAME)).isFalse();
        assertThat(told).containsExactly(EventType.DOMAIN_PROVED, EventType.DOMAIN_LOST);
    }

    @Test
    void anotherNameHasToBeProvedAnew() {
        Asset domain = domain(TENANT, NAME);
        records = List.of("offhook-domain=" + domain.sid());
        look(domain);
        assertThat(isServed(NAME)).isTrue();

        Asset proved = store.find(AssetKinds.SIP_DOMAINS, domain.sid()).orElseThrow();
        Map<String, String> values = new TreeMap<>(proved.values());
        values.put("domain_name", "bank.example.net");
        desk.change(AssetKinds.SIP_DOMAINS, proved, values, null);

        assertThat(isServed("bank.example.net")).isFalse();
    }

    @Test
    void theOperatorAndNamesOfThePlatformNeedNoProof() {
        domain(OPERATOR, "any.example.com");
        domain(TENANT, "tenant.sip.example.org");
        domain(TENANT, "evilsip.example.org");

        assertThat(isServed("any.example.com")).isTrue();
        assertThat(isServed("tenant.sip.example.org")).isTrue();
        assertThat(isServed("evilsip.example.org")).isFalse();
    }

    @Test
    void nobodyMakesThePlatformAskAgainAndAgain() {
        Asset domain = domain(TENANT, NAME);
        assertThat(look(domain)).isTrue();
        assertThat(look(store.find(AssetKinds.SIP_DOMAINS, domain.sid()).orElseThrow()))
                .isFalse();
        time.runFor(DomainProofs.PACE);
        assertThat(look(store.find(AssetKinds.SIP_DOMAINS, domain.sid()).orElseThrow()))
                .isTrue();
        assertThat(proofs.searches()).isEqualTo(2);
    }

    private boolean look(Asset domain) {
        boolean asked = proofs.ask(domain);
        time.runFor(Duration.ofSeconds(1));
        return asked;
    }

    private boolean isServed(String name) {
        var domain = users.domain(name);
        assertThat(domain).isNotNull();
        return domain.active();
    }

    private Proof proof(Asset domain) {
        return Proof.of(store.find(AssetKinds.SIP_DOMAINS, domain.sid()).orElseThrow());
    }

    private Asset domain(Sid account, String name) {
        return switch (desk.create(
                AssetKinds.SIP_DOMAINS, SidType.SIP_DOMAIN, account, null, Map.of("domain_name", name), null)) {
            case Outcome.Done<Asset>(Asset made) -> made;
            case Outcome.Refused<Asset> refused -> throw new AssertionError(refused);
        };
    }
}

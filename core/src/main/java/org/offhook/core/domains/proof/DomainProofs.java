package org.offhook.core.domains.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.assets.AssetWatcher;
import org.offhook.core.domains.Proof;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.domains.proof.Search.Heard;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.web.Web;

/// Looks for the proofs of names, new ones and, once in a while, those that were found. What it finds is kept with the
/// domain and told as an event, in one transaction. Safe from any thread.
public final class DomainProofs {

    /// Searches that may run at once; others wait for the next round.
    public static final int MOST = 16;

    /// The least time between two searches that an account asks for.
    public static final Duration PACE = Duration.ofSeconds(10);

    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final ProofRules rules;
    private final Store store;
    private final AssetWatcher watcher;
    private final EventLog log;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Scripts scripts;
    private final Search search;
    private final Set<Sid> searching = ConcurrentHashMap.newKeySet();
    private final LongAdder searches = new LongAdder();

    /// @param watcher told of each domain whose proof has changed
    public DomainProofs(
            ProofRules rules,
            Store store,
            AssetWatcher watcher,
            EventLog log,
            Clock clock,
            Scheduler scheduler,
            Scripts scripts,
            TextRecords records,
            Web web) {
        this.rules = rules;
        this.store = store;
        this.watcher = watcher;
        this.log = log;
        this.clock = clock;
        this.scheduler = scheduler;
        this.scripts = scripts;
        this.search = new Search(records, web, rules.page());
    }

    /// From now on looks once a minute for what is due.
    public void start() {
        scheduler.after(ROUND, () -> {
            scripts.<Heard>start("domain proofs", _ -> round());
            start();
        });
    }

    public ProofRules rules() {
        return rules;
    }

    /// Searches since the start.
    public long searches() {
        return searches.sum();
    }

    private void round() {
        Query query = Query.of(null);
        List<Asset> page = store.list(AssetKinds.SIP_DOMAINS, query);
        while (!page.isEmpty()) {
            page.stream().filter(this::isDue).forEach(asset -> search(asset.sid()));
            page = store.list(AssetKinds.SIP_DOMAINS, query.after(page.getLast().sid()));
        }
    }

    private boolean isDue(Asset asset) {
        SipDomain domain = SipDomain.of(asset);
        Proof proof = Proof.of(asset);
        Instant checked = proof.checked();
        Duration pause = proof.holds() && proof.failing() == null ? rules.recheck() : AGAIN;
        return domain != null
                && rules.asks(domain)
                && (checked == null || !clock.now().isBefore(checked.plus(pause)));
    }

    /// Looks for the proof of a domain now.
    ///
    /// @return false when it was looked for a moment ago, or too many others are
    public boolean ask(Asset domain) {
        Instant checked = Proof.of(domain).checked();
        return (checked == null || !clock.now().isBefore(checked.plus(PACE))) && search(domain.sid());
    }

    /// Whether somebody is looking now.
    public boolean isSearching(Sid domain) {
        return searching.contains(domain);
    }

    private boolean search(Sid sid) {
        if (searching.size() >= MOST || !searching.add(sid)) {
            return searching.contains(sid);
        }
        searches.increment();
        scripts.<Heard>start("domain " + sid, mailbox -> {
            try {
                domain(sid).ifPresent(domain -> settle(sid, domain.name(), search.run(domain, mailbox)));
            } finally {
                searching.remove(sid);
            }
        });
        return true;
    }

    private Optional<SipDomain> domain(Sid sid) {
        return store.find(AssetKinds.SIP_DOMAINS, sid).flatMap(asset -> Optional.ofNullable(SipDomain.of(asset)));
    }

    /// @param name what was looked for; the domain may have another name by now
    private void settle(Sid sid, String name, Search.Result result) {
        Asset asset = store.find(AssetKinds.SIP_DOMAINS, sid).orElse(null);
        Proof before = asset == null ? null : Proof.of(asset);
        if (asset == null || before == null || !before.name().equals(name)) {
            return;
        }
        Instant now = clock.now();
        String by = result.by();
        Proof after = by != null ? before.found(by, now) : before.missed(result.why(), now, rules.grace());
        Asset kept = asset.with(after.in(asset.values()), asset.updated());
        log.submit(
                asset.account(),
                sid,
                List.of(Change.put(AssetKinds.SIP_DOMAINS, kept)),
                happened(before, after, result, now));
        watcher.changed(AssetKinds.SIP_DOMAINS, sid);
    }

    private static List<Happening> happened(Proof before, Proof after, Search.Result result, Instant now) {
        if (before.holds() == after.holds()) {
            return List.of();
        }
        @Nullable String why = after.holds() ? null : result.why();
        EventType type = after.holds() ? EventType.DOMAIN_PROVED : EventType.DOMAIN_LOST;
        return List.of(Happening.of(now, type, "domain", after.name(), "by", after.by(), "reason", why));
    }
}

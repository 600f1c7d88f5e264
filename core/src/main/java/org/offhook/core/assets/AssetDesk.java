package org.offhook.core.assets;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// The door to what accounts have set up. What it answers is durable.
///
/// Two requests for something that has to be unique are told apart by `claims`: whoever claims it first looks
/// into the store, the other is refused.
public final class AssetDesk {

    /// Of one kind, for one account.
    public static final int MOST = 10_000;

    private final Store store;
    private final Clock clock;
    private final Sids sids;
    private final AssetWatcher watcher;
    private final Map<String, Boolean> claims = new ConcurrentHashMap<>();

    public AssetDesk(Store store, Clock clock, Sids sids) {
        this(store, clock, sids, AssetWatcher.NOBODY);
    }

    public AssetDesk(Store store, Clock clock, Sids sids, AssetWatcher watcher) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
        this.watcher = watcher;
    }

    /// What of its kind has to be different from all others.
    ///
    /// @param field that differs
    /// @param code  of the refusal
    /// @param everywhere on the whole platform, else within the account and the parent
    public record Unique(String field, int code, boolean everywhere) {}

    /// @param unique or null
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public Outcome<Asset> create(
            Kind<Asset> kind,
            SidType type,
            Sid account,
            @Nullable Sid parent,
            Map<String, String> values,
            @Nullable Unique unique) {
        if (store.count(kind, Query.of(account)) >= MOST) {
            return Outcome.refused(400, 20422, "The account has " + MOST + " " + kind.name() + "; remove some");
        }
        Instant now = clock.now();
        return keep(kind, new Asset(sids.next(type), account, parent, values, now, now), unique);
    }

    /// @param unique or null
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public Outcome<Asset> change(Kind<Asset> kind, Asset asset, Map<String, String> values, @Nullable Unique unique) {
        return keep(kind, asset.with(values, clock.now()), unique);
    }

    /// @throws org.offhook.core.store.StoreException when it was not stored
    public void remove(Kind<Asset> kind, Sid sid) {
        store.commit(Change.remove(kind, sid));
        watcher.changed(kind, sid);
    }

    /// The account's asset of this Sid.
    public Optional<Asset> find(Kind<Asset> kind, Sid account, Sid sid) {
        return store.find(kind, sid).filter(asset -> asset.account().equals(account));
    }

    private Outcome<Asset> keep(Kind<Asset> kind, Asset asset, @Nullable Unique unique) {
        String value = unique == null ? null : asset.value(unique.field());
        if (unique == null || value == null) {
            return put(kind, asset);
        }
        String claim = String.join("/", kind.name(), unique.field(), value);
        if (claims.putIfAbsent(claim, true) != null) {
            return taken(unique, value);
        }
        try {
            Query query = Query.of(unique.everywhere() ? null : asset.account()).where(unique.field(), value);
            Sid parent = asset.parent();
            Query within = parent == null || unique.everywhere() ? query : query.where("parent", parent.value());
            boolean free = store.list(kind, within.limit(2)).stream()
                    .allMatch(other -> other.sid().equals(asset.sid()));
            if (!free) {
                return taken(unique, value);
            }
            return put(kind, asset);
        } finally {
            claims.remove(claim);
        }
    }

    private Outcome<Asset> put(Kind<Asset> kind, Asset asset) {
        store.commit(Change.put(kind, asset));
        watcher.changed(kind, asset.sid());
        return Outcome.done(asset);
    }

    private static Outcome<Asset> taken(Unique unique, String value) {
        return Outcome.refused(
                400, unique.code(), "There is one with the " + unique.field() + " '" + value + "' already");
    }
}

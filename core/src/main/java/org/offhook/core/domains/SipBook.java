package org.offhook.core.domains;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.assets.AssetWatcher;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Review;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.web.Cidr;

/// Domains by name, users by list and name, addresses by list. A copy of what the store holds, brought up to
/// date by the desk that changes it. Safe from any thread; asking never waits.
///
/// What changed is read again inside `compute`, one reader at a time for each Sid, so that of two changes the
/// later one stays.
public final class SipBook implements AssetWatcher {

    private static final List<Kind<Asset>> DOMAINS = List.of(AssetKinds.SIP_DOMAINS, AssetKinds.TRUNKS);
    private static final List<Kind<Asset>> ALL = List.of(
            AssetKinds.SIP_DOMAINS,
            AssetKinds.TRUNKS,
            AssetKinds.ORIGINATION_URLS,
            AssetKinds.BYOC_TRUNKS,
            AssetKinds.CREDENTIALS,
            AssetKinds.IP_ADDRESSES);
    private static final String NUMBER = "numbers/";

    private final Store store;
    private final Review review;
    private final Map<Sid, Asset> known = new ConcurrentHashMap<>();
    private final Map<String, SipDomain> domains = new ConcurrentHashMap<>();
    private final Map<Entry, SipUser> users = new ConcurrentHashMap<>();
    private final Map<Sid, Map<Sid, Cidr>> addresses = new ConcurrentHashMap<>();
    private final Map<Sid, Map<Sid, SipTrunk.Place>> places = new ConcurrentHashMap<>();
    /// By number, as the values of a trunk name them.
    private final Map<String, Sid> trunks = new ConcurrentHashMap<>();

    private record Entry(Sid list, String name) {}

    public SipBook(Store store) {
        this(store, Review.NOBODY);
    }

    /// @param review told what was changed or removed, which may be users
    public SipBook(Store store, Review review) {
        this.store = store;
        this.review = review;
    }

    /// Reads everything. Once, before the first request.
    public void recover() {
        for (Kind<Asset> kind : ALL) {
            store.each(kind, Query.of(null), asset -> changed(kind, asset.sid()));
        }
    }

    @Override
    public void changed(Kind<Asset> kind, Sid sid) {
        if (!ALL.contains(kind)) {
            return;
        }
        Asset was = known.get(sid);
        known.compute(sid, (same, before) -> {
            Asset after = store.find(kind, sid).orElse(null);
            if (before != null) {
                forget(kind, before);
            }
            if (after != null) {
                learn(kind, after);
            }
            return after;
        });
        if (was != null) {
            review.review(was.account(), kind.equals(AssetKinds.CREDENTIALS) ? was.value("username") : null);
        }
    }

    private void learn(Kind<Asset> kind, Asset asset) {
        if (DOMAINS.contains(kind)) {
            SipDomain domain = SipDomain.of(asset);
            if (domain != null) {
                domains.put(domain.name(), domain);
            }
            numbers(asset).forEach(number -> trunks.put(number, asset.sid()));
        } else if (kind.equals(AssetKinds.ORIGINATION_URLS)) {
            Sid trunk = asset.parent();
            SipTrunk.Place place = SipTrunk.place(asset);
            if (trunk != null && place != null) {
                places.computeIfAbsent(trunk, _ -> new ConcurrentHashMap<>()).put(asset.sid(), place);
            }
        } else if (kind.equals(AssetKinds.CREDENTIALS)) {
            SipUser user = SipUser.of(asset);
            if (user != null) {
                users.put(new Entry(user.list(), user.name()), user);
            }
        } else if (kind.equals(AssetKinds.IP_ADDRESSES)) {
            Sid list = asset.parent();
            Cidr block = Cidr.of(asset.value("ip_address"), bits(asset));
            if (list != null && block != null) {
                addresses.computeIfAbsent(list, _ -> new ConcurrentHashMap<>()).put(asset.sid(), block);
            }
        }
    }

    private void forget(Kind<Asset> kind, Asset asset) {
        Sid parent = asset.parent();
        String username = asset.value("username");
        if (DOMAINS.contains(kind)) {
            domains.values().removeIf(domain -> domain.sid().equals(asset.sid()));
            numbers(asset).forEach(number -> trunks.remove(number, asset.sid()));
        } else if (parent != null && kind.equals(AssetKinds.ORIGINATION_URLS)) {
            places.getOrDefault(parent, new ConcurrentHashMap<>()).remove(asset.sid());
        } else if (parent != null && kind.equals(AssetKinds.CREDENTIALS) && username != null) {
            users.remove(new Entry(parent, username));
        } else if (parent != null) {
            addresses.getOrDefault(parent, new ConcurrentHashMap<>()).remove(asset.sid());
        }
    }

    private static int bits(Asset address) {
        String length = address.value("cidr_prefix_length");
        return length == null ? 32 : Integer.parseInt(length);
    }

    private static List<String> numbers(Asset trunk) {
        return trunk.values().keySet().stream()
                .filter(key -> key.startsWith(NUMBER))
                .toList();
    }

    /// The trunk of this Sid.
    public Optional<SipTrunk> trunk(Sid sid) {
        return Optional.ofNullable(known.get(sid))
                .map(asset -> SipTrunk.of(
                        asset, List.copyOf(places.getOrDefault(sid, Map.of()).values())));
    }

    /// The trunk that a number belongs to.
    public Optional<SipTrunk> trunkOf(Sid number) {
        return Optional.ofNullable(trunks.get(NUMBER + number)).flatMap(this::trunk);
    }

    private SipDomain answered(SipDomain domain) {
        Sid byoc = domain.byoc();
        Asset trunk = byoc == null ? null : known.get(byoc);
        return trunk == null || !trunk.account().equals(domain.account()) ? domain : domain.answeredBy(trunk);
    }

    /// The domain of this name.
    public Optional<SipDomain> domain(String host) {
        return Optional.ofNullable(domains.get(host.toLowerCase(Locale.ROOT))).map(this::answered);
    }

    /// The user of this name in the first of the lists that has it.
    public @Nullable SipUser user(List<Sid> lists, String name) {
        for (Sid list : lists) {
            SipUser user = users.get(new Entry(list, name));
            if (user != null) {
                return user;
            }
        }
        return null;
    }

    /// Whether the sound of a user of a domain has to be encrypted.
    public boolean isSecure(SipDomain domain, String user) {
        return Stream.of(domain.registrants(), domain.callers())
                .map(lists -> user(lists, user))
                .anyMatch(found -> found != null && found.secure());
    }

    /// Whether one of the lists has the address.
    public boolean holds(List<Sid> lists, InetAddress address) {
        return lists.stream()
                .anyMatch(list -> addresses.getOrDefault(list, Map.of()).values().stream()
                        .anyMatch(block -> block.holds(address)));
    }
}

package org.offhook.core.domains;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// Which trunk has which numbers: a number is in one at most. The trunk keeps them, by the names of its values.
public final class TrunkNumbers {

    private static final String NUMBER = "numbers/";

    private final Store store;
    private final AssetDesk desk;
    private final Clock clock;

    public TrunkNumbers(Store store, AssetDesk desk, Clock clock) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
    }

    /// The trunks of an account's numbers that are in one.
    public Map<Sid, Sid> of(Sid account) {
        Map<Sid, Sid> trunks = new HashMap<>();
        for (Asset trunk : store.list(AssetKinds.TRUNKS, Query.of(account))) {
            for (String key : trunk.values().keySet()) {
                if (key.startsWith(NUMBER)) {
                    Sid.parse(key.substring(NUMBER.length())).ifPresent(number -> trunks.put(number, trunk.sid()));
                }
            }
        }
        return trunks;
    }

    /// Whether the account has this trunk.
    public boolean has(Sid account, Sid trunk) {
        return find(account, trunk).isPresent();
    }

    /// Puts a number into a trunk of its account, and takes it out of the one that it was in.
    ///
    /// @param wanted null for none
    public void move(PhoneNumber number, @Nullable Sid wanted) {
        Sid now = of(number.account()).get(number.sid());
        if (now != null && !now.equals(wanted)) {
            find(number.account(), now).ifPresent(trunk -> keep(trunk, number, false));
        }
        if (wanted != null && !wanted.equals(now)) {
            find(number.account(), wanted).ifPresent(trunk -> keep(trunk, number, true));
        }
    }

    private void keep(Asset trunk, PhoneNumber number, boolean in) {
        Map<String, String> values = new TreeMap<>(trunk.values());
        if (in) {
            values.put(NUMBER + number.sid(), clock.now().toString());
        } else {
            values.remove(NUMBER + number.sid());
        }
        desk.change(AssetKinds.TRUNKS, trunk, values, null);
    }

    private Optional<Asset> find(Sid account, Sid trunk) {
        return desk.find(AssetKinds.TRUNKS, account, trunk);
    }
}

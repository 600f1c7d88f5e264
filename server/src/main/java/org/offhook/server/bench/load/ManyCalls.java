package org.offhook.server.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.offhook.adapters.store.SqliteStore;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;

/// A data folder with a history: calls of one account, one every ten seconds, from a thousand numbers to a
/// hundred thousand, nine of ten completed.
public final class ManyCalls {

    public static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    public static final Duration APART = Duration.ofSeconds(10);

    private static final int CALLERS = 1_000;
    private static final int CALLED = 100_000;
    private static final int AT_ONCE = 5_000;

    private ManyCalls() {}

    /// Writes them through the store, the way the server does.
    public static void write(Path data, Sid account, String token, int calls) throws IOException {
        Random random = new Random(1);
        Sids sids = new Sids(random);
        try (DataFolder folder = DataFolder.open(data);
                SqliteStore store = SqliteStore.open(folder)) {
            store.commit(Change.put(
                    Account.KIND, new Account(account, null, "Many", token, Account.Status.ACTIVE, FIRST, FIRST)));
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                changes.add(Change.put(Call.KIND, call(sids.next(SidType.CALL), account, i, random)));
                if (changes.size() == AT_ONCE || i == calls - 1) {
                    store.commit(changes);
                    changes.clear();
                }
            }
        }
    }

    private static Call call(Sid sid, Sid account, int n, Random random) {
        Instant created = FIRST.plus(APART.multipliedBy(n));
        boolean answered = random.nextInt(10) > 0;
        Instant ended = created.plusSeconds(5 + random.nextInt(300));
        return new Call(
                sid,
                account,
                null,
                "+1555" + (1_000_000 + random.nextInt(CALLERS)),
                "+1444" + (1_000_000 + random.nextInt(CALLED)),
                null,
                null,
                Direction.OUTBOUND_API,
                answered ? CallStatus.COMPLETED : CallStatus.BUSY,
                null,
                created,
                ended,
                answered ? created.plusSeconds(4) : null,
                ended,
                answered ? 200 : 486,
                null,
                null,
                List.of(),
                0,
                null,
                null);
    }
}

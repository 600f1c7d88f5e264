package org.offhook.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.adapters.store.commits.CommitLog;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.StoreException;
import org.offhook.core.webhooks.Delivery;
import org.offhook.testkit.contracts.Samples;

/// What is durable is there after a crash, whether the database had it yet or only the log.
final class CrashTest {

    private static final Sid ALICE = Samples.sid("AC", 1);

    @TempDir
    private Path temp;

    private static Call call(int number, String from) {
        return Samples.make(Call.KIND, number, false, Map.of("account", ALICE, "from", from));
    }

    private static Change happened(Call call, int sequence) {
        return Change.append(new Event(
                Samples.sid("EV", 100 + sequence),
                ALICE,
                call.sid(),
                sequence,
                Instant.parse("2026-11-20T12:00:00Z"),
                EventType.CALL_INITIATED,
                Map.of("from", call.from())));
    }

    /// What a crash would leave at this moment.
    private Path left(Path data) throws IOException {
        Path copy = Files.createDirectory(temp.resolve("left"));
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /// While this is open, nothing can be written to the database.
    private static Connection lock(Path data) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve(SqliteStore.FILE));
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return connection;
    }

    @Test
    void whatOnlyTheLogHasIsBroughtIntoTheDatabaseAtTheNextStart() throws Exception {
        Path data = temp.resolve("data");
        Call kept = call(1, "+15550001");
        Call changed = call(1, "+15550002");
        Call removed = call(2, "+15550003");
        Delivery done = Samples.make(Delivery.KIND, 3, false, Map.of("account", ALICE));
        Path crashed;
        try (DataFolder folder = DataFolder.open(data);
                SqliteStore store = SqliteStore.open(folder)) {
            store.commit(Change.put(Call.KIND, removed), Change.put(Delivery.KIND, done), happened(removed, 0));
            assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(removed);
            try (Connection _ = lock(data)) {
                store.commit(Change.put(Call.KIND, kept), happened(kept, 0));
                store.commit(Change.put(Call.KIND, changed), happened(kept, 1));
                store.commit(Change.remove(Call.KIND, removed.sid()), Change.remove(Delivery.KIND, done.sid()));
                crashed = left(data);
            }
        }
        for (int start = 0; start < 2; start++) {
            try (DataFolder folder = DataFolder.open(crashed);
                    SqliteStore store = SqliteStore.open(folder)) {
                assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(changed);
                assertThat(store.find(Call.KIND, removed.sid())).isEmpty();
                assertThat(store.count(Delivery.KIND, Query.of(ALICE))).isZero();
                assertThat(store.events(new EventQuery(null, null, 0, 100)))
                        .extracting(StoredEvent::position)
                        .containsExactly(1L, 2L, 3L);
                assertThat(store.history(ALICE, kept.sid()))
                        .extracting(stored -> stored.event().sequence())
                        .containsExactly(0, 1);
                assertThat(store.lastPosition()).isEqualTo(3);
            }
        }
    }

    @Test
    void whoeverReadsALockedDatabaseStillFindsWhatIsDurable() throws Exception {
        Path data = temp.resolve("data");
        Call call = call(1, "+15550001");
        try (DataFolder folder = DataFolder.open(data);
                SqliteStore store = SqliteStore.open(folder)) {
            try (Connection _ = lock(data)) {
                store.commit(Change.put(Call.KIND, call), happened(call, 0));
                assertThat(store.find(Call.KIND, call.sid())).contains(call);
                assertThat(store.history(ALICE, call.sid())).hasSize(1);
            }
            assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(call);
        }
    }

    @Test
    void aFullDiskRefusesAndSaysSo() throws Exception {
        Path data = temp.resolve("data");
        try (DataFolder folder = DataFolder.open(data)) {
            Files.createSymbolicLink(data.resolve(CommitLog.FILES.getFirst()), Path.of("/dev/full"));
            try (SqliteStore store = SqliteStore.open(folder)) {
                Call call = call(1, "+15550001");
                assertThatThrownBy(() -> store.commit(Change.put(Call.KIND, call)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("make room");
                assertThat(store.problem())
                        .hasValueSatisfying(problem -> assertThat(problem).contains("make room"));
                assertThat(store.find(Call.KIND, call.sid())).isEmpty();
                assertThat(store.list(Call.KIND, Query.of(ALICE))).isEmpty();
            }
        }
    }

    @Test
    void aLogThatIsNewerThanItsDatabaseStopsTheStart() throws Exception {
        Path data = temp.resolve("data");
        Path restored = Files.createDirectory(temp.resolve("restored"));
        try (DataFolder folder = DataFolder.open(data);
                SqliteStore store = SqliteStore.open(folder)) {
            store.commit(Change.put(Call.KIND, call(1, "+15550001")));
        }
        try (DataFolder folder = DataFolder.open(data);
                SqliteStore store = SqliteStore.open(folder)) {
            store.commit(Change.put(Call.KIND, call(2, "+15550002")));
            for (String name : CommitLog.FILES) {
                Files.copy(data.resolve(name), restored.resolve(name));
            }
        }
        try (DataFolder folder = DataFolder.open(restored)) {
            assertThatThrownBy(() -> SqliteStore.open(folder))
                    .isInstanceOf(DataFolder.Unusable.class)
                    .hasMessageContaining("commits.0");
        }
    }
}

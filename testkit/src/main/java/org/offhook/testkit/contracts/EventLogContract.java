package org.offhook.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.time.Scheduler.Cancellable;

/// What every [Store] does with events.
public abstract class EventLogContract {

    private static final Sid ALICE = Samples.sid("AC", 1);
    private static final Sid BOB = Samples.sid("AC", 2);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

    private Store store;

    /// A new and empty store.
    protected abstract Store open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void anEventComesBackAsItWas() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("zebra", "Grüße 📞 \"quoted\"");
        data.put("apple", "");
        data.put("line", "a\r\n\u0000b\ud83d");
        Event event = new Event(Samples.sid("EV", 1), ALICE, Samples.sid("CA", 1), 7, NOON, EventType.WEBHOOK, data);
        store.commit(Change.append(event));

        StoredEvent stored =
                store.events(EventQuery.about(ALICE, event.subject())).getFirst();
        assertThat(stored).isEqualTo(new StoredEvent(1, event));
        assertThat(stored.event().data().keySet()).containsExactly("zebra", "apple", "line");
    }

    @Test
    void positionsCountFromOneOverAllAccountsInOrderOfCommit() {
        assertThat(store.lastPosition()).isZero();
        store.commit(Change.append(event(1, ALICE, 1)), Change.append(event(2, ALICE, 1)));
        store.commit(Change.append(event(3, BOB, 2)));
        store.commit(Change.append(event(4, ALICE, 1)));

        assertThat(store.events(new EventQuery(null, null, 0, 100)))
                .extracting(StoredEvent::position)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(ALICE, null, 0, 100)).containsExactly(1L, 2L, 4L);
        assertThat(positions(BOB, null, 0, 100)).containsExactly(3L);
        assertThat(store.lastPosition()).isEqualTo(4);
    }

    @Test
    void aQueryTakesItsStretchAccountAndSubject() {
        for (int n = 1; n <= 20; n++) {
            store.submit(List.of(Change.append(event(n, n % 2 == 0 ? ALICE : BOB, n % 5))));
        }
        assertThat(positions(ALICE, null, 4, 3)).containsExactly(6L, 8L, 10L);
        assertThat(positions(ALICE, Samples.sid("CA", 2), 0, 100)).containsExactly(2L, 12L);
        assertThat(positions(BOB, Samples.sid("CA", 2), 0, 100)).containsExactly(7L, 17L);
        assertThat(positions(ALICE, Samples.sid("CA", 2), 2, 100)).containsExactly(12L);
        assertThat(positions(ALICE, Samples.sid("CA", 9), 0, 100)).isEmpty();
        assertThat(positions(ALICE, null, 20, 100)).isEmpty();
        assertThat(positions(Samples.sid("AC", 3), null, 0, 100)).isEmpty();
    }

    @Test
    void aReadSeesEventsThatWereSubmittedBeforeIt() {
        for (int n = 1; n <= 100; n++) {
            store.submit(List.of(Change.append(event(n, ALICE, 1))));
            assertThat(positions(ALICE, null, n - 1, 10)).containsExactly((long) n);
            assertThat(store.lastPosition()).isEqualTo(n);
        }
    }

    @Test
    void stateAndEventOfOneTransactionAreSeenTogether() {
        Call call = StoreContract.call(1, ALICE, Map.of());
        store.submit(List.of(Change.put(Call.KIND, call), Change.append(event(1, ALICE, 1))));

        assertThat(positions(ALICE, null, 0, 10)).containsExactly(1L);
        assertThat(store.find(Call.KIND, call.sid())).contains(call);
    }

    @Test
    void aWatcherIsToldUntilItCancels() throws Exception {
        Semaphore told = new Semaphore(0);
        Cancellable watching = store.watch(told::release);
        store.commit(Change.put(Call.KIND, StoreContract.call(1, ALICE, Map.of())));
        store.commit(Change.append(event(1, ALICE, 1)));
        assertThat(told.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(positions(ALICE, null, 0, 10)).containsExactly(1L);

        watching.cancel();
        watching.cancel();
        Semaphore others = new Semaphore(0);
        store.watch(others::release);
        store.commit(Change.append(event(2, ALICE, 1)));
        assertThat(others.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told.availablePermits()).isZero();
    }

    @Test
    void manyWritersLeaveNoGap() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            int writer = w;
            writers.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 50; n++) {
                    store.commit(Change.append(event(writer * 100 + n, ALICE, writer)));
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        List<Long> positions = positions(ALICE, null, 0, 1000);
        assertThat(positions).hasSize(300).isSorted();
        assertThat(positions.getFirst()).isEqualTo(1);
        assertThat(positions.getLast()).isEqualTo(300);
        for (int writer = 0; writer < 6; writer++) {
            assertThat(store.events(EventQuery.about(ALICE, Samples.sid("CA", writer))))
                    .extracting(stored -> stored.event().sequence())
                    .isSorted()
                    .hasSize(50);
        }
    }

    private List<Long> positions(Sid account, @Nullable Sid subject, long after, int limit) {
        return store.events(new EventQuery(account, subject, after, limit)).stream()
                .map(StoredEvent::position)
                .toList();
    }

    private static Event event(int number, Sid account, int subject) {
        return new Event(
                Samples.sid("EV", number),
                account,
                Samples.sid("CA", subject),
                number,
                NOON,
                EventType.CALL_RINGING,
                Map.of("n", "" + number));
    }
}

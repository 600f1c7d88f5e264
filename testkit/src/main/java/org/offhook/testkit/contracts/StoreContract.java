package org.offhook.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.Kinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;
import org.offhook.core.store.Store;
import org.offhook.core.webhooks.Delivery;

/// What every [Store] does with entities. What it does with events is in [EventLogContract].
public abstract class StoreContract {

    protected static final Sid ALICE = Samples.sid("AC", 1);
    protected static final Sid BOB = Samples.sid("AC", 2);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    protected Store store;

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
    void whatWasPutIsFoundAsItWasWhateverItsKind() {
        everyKindReturnsTheSame();
    }

    private void everyKindReturnsTheSame() {
        int seed = 0;
        for (Kind<?> kind : Kinds.ALL) {
            returnsTheSame(kind, ++seed, true);
            returnsTheSame(kind, ++seed, false);
        }
    }

    private <T extends Entity> void returnsTheSame(Kind<T> kind, int seed, boolean bare) {
        T entity = Samples.make(kind, seed, bare, Map.of());
        store.commit(Change.put(kind, entity));
        assertThat(store.find(kind, entity.sid())).contains(entity);
        assertThat(store.list(kind, Query.of(entity.account()))).contains(entity);
    }

    @Test
    void whatLooksLikeSqlIsText() {
        everyKindReturnsTheSame();
        int before = store.list(Call.KIND, Query.of(null)).size();
        for (String text : List.of("' OR '1'='1", "x'; DROP TABLE calls; --", "%", "\" OR 1=1 --", "\\' OR 1=1")) {
            assertThat(store.list(Call.KIND, Query.of(null).where("status", text)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(store.list(Call.KIND, Query.of(null))).hasSize(before);
    }

    @Test
    void whatNobodyPutIsNotFound() {
        assertThat(store.find(Call.KIND, Samples.sid("CA", 1))).isEmpty();
        assertThat(store.list(Call.KIND, Query.of(ALICE))).isEmpty();
        assertThat(store.count(Call.KIND, Query.of(ALICE))).isZero();
    }

    @Test
    void aListIsNewestFirstByCreationThenByCommit() {
        Call late = call(1, ALICE, Map.of("created", NOON.plusSeconds(9)));
        Call first = call(2, ALICE, Map.of("created", NOON));
        Call second = call(3, ALICE, Map.of("created", NOON));
        put(late, first, second);

        assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(late, second, first);
    }

    @Test
    void aReplacementKeepsItsPlaceInTheList() {
        Call one = call(1, ALICE, Map.of("created", NOON));
        Call two = call(2, ALICE, Map.of("created", NOON));
        put(one, two);
        Call changed = call(1, ALICE, Map.of("created", NOON, "to", "elsewhere"));
        put(changed);

        assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(two, changed);
        assertThat(store.find(Call.KIND, one.sid())).contains(changed);
        assertThat(store.list(Call.KIND, Query.of(ALICE).where("to", "elsewhere")))
                .containsExactly(changed);
    }

    @Test
    void anAccountSeesItsOwnOnly() {
        Call hers = call(1, ALICE, Map.of());
        Call his = call(2, BOB, Map.of());
        put(hers, his);

        assertThat(store.list(Call.KIND, Query.of(ALICE))).containsExactly(hers);
        assertThat(store.list(Call.KIND, Query.of(BOB))).containsExactly(his);
        assertThat(store.list(Call.KIND, Query.of(null))).containsExactlyInAnyOrder(hers, his);
        assertThat(store.count(Call.KIND, Query.of(ALICE))).isEqualTo(1);
        assertThat(store.count(Call.KIND, Query.of(null))).isEqualTo(2);
    }

    @Test
    void everyOperatorComparesAsItSays() {
        Call one = call(1, ALICE, Map.of("created", NOON, "started", NOON.plusSeconds(1)));
        Call two = call(2, ALICE, Map.of("created", NOON, "started", NOON.plusSeconds(2)));
        Call three = call(3, ALICE, Map.of("created", NOON, "started", NOON.plusSeconds(3)));
        Call unanswered = Samples.make(
                Call.KIND, 4, true, Map.of("sid", Samples.sid("CA", 4), "account", ALICE, "created", NOON));
        put(one, two, three, unanswered);

        assertThat(started(Op.EQUAL, 2)).containsExactly(two);
        assertThat(started(Op.BEFORE, 2)).containsExactly(one);
        assertThat(started(Op.NOT_AFTER, 2)).containsExactly(two, one);
        assertThat(started(Op.AFTER, 2)).containsExactly(three);
        assertThat(started(Op.NOT_BEFORE, 2)).containsExactly(three, two);
        assertThat(store.list(
                        Call.KIND,
                        Query.of(ALICE)
                                .where("started", Op.NOT_BEFORE, NOON.plusSeconds(1))
                                .where("started", Op.BEFORE, NOON.plusSeconds(3))))
                .containsExactly(two, one);
    }

    private List<Call> started(Op op, int seconds) {
        return store.list(Call.KIND, Query.of(ALICE).where("started", op, NOON.plusSeconds(seconds)));
    }

    @Test
    void filtersOnCreationTextAndTimeHoldTogether() {
        Call old = call(1, ALICE, Map.of("created", NOON, "from", "+1", "to", "+2"));
        Call other = call(2, ALICE, Map.of("created", NOON.plusSeconds(60), "from", "+1", "to", "+3"));
        Call wanted = call(3, ALICE, Map.of("created", NOON.plusSeconds(60), "from", "+1", "to", "+2"));
        put(old, other, wanted);

        Query query = Query.of(ALICE)
                .where("created", Op.AFTER, NOON)
                .where("from", "+1")
                .where("to", "+2");
        assertThat(store.list(Call.KIND, query)).containsExactly(wanted);
        assertThat(store.count(Call.KIND, query)).isEqualTo(1);
        assertThat(store.count(Call.KIND, Query.of(ALICE).where("from", "+1"))).isEqualTo(3);
    }

    @Test
    void pagesWalkDownAndUpWithoutGapOrRepeat() {
        List<Call> newestFirst = new ArrayList<>(IntStream.range(0, 10)
                .mapToObj(n -> call(n, ALICE, Map.of("created", NOON.plusSeconds(n / 3))))
                .toList());
        newestFirst.forEach(this::put);
        put(call(99, BOB, Map.of("created", NOON)));
        newestFirst.sort((a, b) -> b.created().equals(a.created())
                ? b.sid().compareTo(a.sid())
                : b.created().compareTo(a.created()));

        Query pages = Query.of(ALICE).limit(4);
        List<Call> first = store.list(Call.KIND, pages);
        List<Call> second = store.list(Call.KIND, pages.after(first.getLast().sid()));
        List<Call> third = store.list(Call.KIND, pages.after(second.getLast().sid()));
        assertThat(first).isEqualTo(newestFirst.subList(0, 4));
        assertThat(second).isEqualTo(newestFirst.subList(4, 8));
        assertThat(third).isEqualTo(newestFirst.subList(8, 10));
        assertThat(store.list(Call.KIND, pages.after(third.getLast().sid()))).isEmpty();
        assertThat(store.list(Call.KIND, pages.before(third.getFirst().sid()))).isEqualTo(second);
        assertThat(store.list(Call.KIND, pages.before(second.getFirst().sid()))).isEqualTo(first);
        assertThat(store.list(Call.KIND, pages.before(first.getFirst().sid()))).isEmpty();
    }

    @Test
    void aWalkGoesOnWhenWhatItStoodOnIsRemoved() {
        Call one = call(1, ALICE, Map.of("created", NOON));
        Call two = call(2, ALICE, Map.of("created", NOON.plusSeconds(1)));
        Call three = call(3, ALICE, Map.of("created", NOON.plusSeconds(2)));
        put(one, two, three);
        store.commit(Change.remove(Call.KIND, two.sid()));

        assertThat(store.list(Call.KIND, Query.of(ALICE).after(two.sid()))).containsExactly(one);
        assertThat(store.list(Call.KIND, Query.of(ALICE).before(two.sid()))).containsExactly(three);
        assertThat(store.list(Call.KIND, Query.of(ALICE).after(Samples.sid("CA", 77))))
                .isEmpty();
    }

    @Test
    void whatWasRemovedIsGoneAndDoesNotComeBack() {
        Call call = call(1, ALICE, Map.of("from", "+1"));
        put(call);
        store.commit(Change.remove(Call.KIND, call.sid()));
        put(call);
        assertThat(store.find(Call.KIND, call.sid())).isEmpty();
        store.commit(Change.remove(Call.KIND, call.sid()));

        assertThat(store.find(Call.KIND, call.sid())).isEmpty();
        assertThat(store.list(Call.KIND, Query.of(ALICE))).isEmpty();
        assertThat(store.list(Call.KIND, Query.of(null))).isEmpty();
        assertThat(store.list(Call.KIND, Query.of(ALICE).where("from", "+1"))).isEmpty();
        assertThat(store.count(Call.KIND, Query.of(null))).isZero();
    }

    @Test
    void twoKindsMayUseTheSameSid() {
        Sid sid = Samples.sid("CA", 1);
        Call call = call(1, ALICE, Map.of());
        Message message = Samples.make(Message.KIND, 2, false, Map.of("sid", sid, "account", ALICE));
        store.commit(Change.put(Call.KIND, call), Change.put(Message.KIND, message));
        assertThat(store.find(Call.KIND, sid)).contains(call);
        assertThat(store.find(Message.KIND, sid)).contains(message);

        store.commit(Change.remove(Message.KIND, sid));
        assertThat(store.find(Call.KIND, sid)).contains(call);
        assertThat(store.find(Message.KIND, sid)).isEmpty();
    }

    @Test
    void aQueueForgetsWhatWasRemoved() {
        Delivery row = Samples.make(Delivery.KIND, 1, false, Map.of("account", ALICE));
        store.commit(Change.put(Delivery.KIND, row));
        store.commit(Change.remove(Delivery.KIND, row.sid()));
        assertThat(store.find(Delivery.KIND, row.sid())).isEmpty();
        assertThat(store.list(Delivery.KIND, Query.of(null))).isEmpty();

        store.commit(Change.put(Delivery.KIND, row));
        assertThat(store.find(Delivery.KIND, row.sid())).contains(row);
        assertThat(store.list(Delivery.KIND, Query.of(ALICE))).containsExactly(row);
    }

    @Test
    void aReadSeesWhatWasSubmittedBeforeItDurableOrNot() {
        for (int n = 0; n < 300; n++) {
            Call call = call(n, ALICE, Map.of("created", NOON.plusSeconds(n), "to", "t" + n));
            store.submit(List.of(Change.put(Call.KIND, call)));
            assertThat(store.find(Call.KIND, call.sid())).contains(call);
            if (n % 3 == 0) {
                assertThat(store.list(Call.KIND, Query.of(ALICE).where("to", "t" + n)))
                        .containsExactly(call);
                assertThat(store.count(Call.KIND, Query.of(ALICE))).isEqualTo(n + 1);
            }
            if (n % 7 == 0) {
                store.submit(List.of(Change.remove(Call.KIND, call.sid())));
                assertThat(store.find(Call.KIND, call.sid())).isEmpty();
                store.submit(List.of(Change.put(Call.KIND, call)));
                assertThat(store.find(Call.KIND, call.sid())).isEmpty();
                store.submit(List.of(Change.put(Call.KIND, call(1000 + n, ALICE, Map.of("created", NOON)))));
            }
        }
    }

    @Test
    void theLastOfManyReplacementsStands() {
        for (CallStatus status : CallStatus.values()) {
            store.submit(List.of(Change.put(Call.KIND, call(1, ALICE, Map.of("status", status)))));
        }
        store.commit(Change.put(Call.KIND, call(1, ALICE, Map.of("status", CallStatus.BUSY))));

        for (CallStatus status : CallStatus.values()) {
            assertThat(store.count(Call.KIND, Query.of(ALICE).where("status", status.text())))
                    .as(status.text())
                    .isEqualTo(status == CallStatus.BUSY ? 1 : 0);
        }
    }

    @Test
    void manyThreadsMayWriteAndReadAtOnce() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            int writer = w;
            writers.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 50; n++) {
                    Call call = call(writer * 1000 + n, writer % 2 == 0 ? ALICE : BOB, Map.of());
                    store.commit(Change.put(Call.KIND, call));
                    assertThat(store.find(Call.KIND, call.sid())).contains(call);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(store.count(Call.KIND, Query.of(ALICE))).isEqualTo(200);
        assertThat(store.count(Call.KIND, Query.of(BOB))).isEqualTo(200);
    }

    protected static Call call(int number, Sid account, Map<String, Object> given) {
        Map<String, Object> values = new HashMap<>(given);
        values.put("sid", Samples.sid("CA", number));
        values.put("account", account);
        return Samples.make(Call.KIND, number, false, values);
    }

    private void put(Call... calls) {
        for (Call call : calls) {
            store.commit(Change.put(Call.KIND, call));
        }
    }
}

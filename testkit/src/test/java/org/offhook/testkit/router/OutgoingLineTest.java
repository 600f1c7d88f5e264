package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.web.Hook;
import org.offhook.testkit.store.MemoryStore;

/// More calls of REST than may begin at once wait for their turn (NET-1), durably.
final class OutgoingLineTest {

    private static final String BOB = RestTest.BOB;
    private static final int A_SECOND = 2;
    private static final int MOST_WAITING = 6;

    private static RouterWorld world(MemoryStore store) {
        CallLimits limits = new CallLimits(
                100,
                100,
                Duration.ofHours(4),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                A_SECOND,
                MOST_WAITING,
                4);
        RouterWorld world = new RouterWorld(store, limits);
        world.app.on("/status", "<Response/>");
        world.outside(BOB);
        return world;
    }

    private static RouterWorld world() {
        return world(new MemoryStore()).number(RouterWorld.NUMBER, "/voice");
    }

    private static List<Call> place(RouterWorld world, int calls) {
        List<Call> placed = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            placed.add(RestTest.place(world, world.order(BOB, RestTest.HELLO)));
        }
        return placed;
    }

    private static List<Sid> begun(RouterWorld world) {
        return world.events(EventType.CALL_INITIATED).stream()
                .map(Event::subject)
                .toList();
    }

    @Test
    void callsBeyondTheRateAreQueuedAndBeginInTheOrderTheyCame() {
        try (RouterWorld world = world()) {
            List<Sid> placed = place(world, 6).stream().map(Call::sid).toList();
            assertThat(world.desk.waiting()).isEqualTo(4);
            world.run(Duration.ofMillis(100));
            assertThat(begun(world)).isEqualTo(placed.subList(0, 2));
            world.run(Duration.ofSeconds(1));
            assertThat(begun(world)).isEqualTo(placed.subList(0, 4));
            world.toTheEnd();
            assertThat(begun(world)).isEqualTo(placed);
            assertThat(world.calls()).allMatch(call -> call.status().terminal());
            assertThat(world.calls().getLast().queuedSeconds()).isEqualTo(2);
            assertThat(world.desk.waiting()).isZero();
        }
    }

    @Test
    void oneAccountsBurstDoesNotComeBeforeAnothersCall() {
        try (RouterWorld world = world()) {
            place(world, 6);
            Account other = new Account(
                    world.sids.next(SidType.ACCOUNT),
                    null,
                    "Other",
                    world.sids.token(),
                    Account.Status.ACTIVE,
                    world.timeline.now(),
                    world.timeline.now());
            world.store.commit(Change.put(Account.KIND, other));
            world.web.token(other.sid(), other.authToken());
            world.numbers.add(
                    other.sid(),
                    RouterWorld.OTHER_NUMBER,
                    NumberSettings.answeredBy(new Hook(world.app.url("/voice"), "POST")));
            Call theirs = RestTest.place(world, of(other, world.order(BOB, RestTest.HELLO)));
            world.run(Duration.ofMillis(1100));
            assertThat(begun(world)).hasSize(4).contains(theirs.sid());
            world.toTheEnd();
        }
    }

    private static PlaceCall of(Account account, PlaceCall order) {
        return new PlaceCall(
                account.sid(),
                order.to(),
                RouterWorld.OTHER_NUMBER,
                null,
                order.twiml(),
                null,
                null,
                List.of(),
                null,
                order.timeout(),
                order.timeLimit(),
                false,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aCallIsCanceledBeforeItsTurnAndNobodyIsCalled() {
        try (RouterWorld world = world()) {
            Call last = place(world, 3).getLast();
            assertThat(RestTest.code(RestTest.change(world, last, new Wish.Document("<Response/>"))))
                    .isEqualTo(21220);
            RestTest.change(world, last, new Wish.Cancel());
            world.toTheEnd();
            Call stored = world.store.find(Call.KIND, last.sid()).orElseThrow();
            assertThat(stored.status()).isEqualTo(CallStatus.CANCELED);
            assertThat(begun(world)).doesNotContain(last.sid());
            assertThat(world.store.list(PlannedCall.KIND, Query.of(null))).isEmpty();
            assertThat(world.app.requests("/status").stream()
                            .filter(told ->
                                    told.parameter("CallSid").equals(last.sid().value()))
                            .map(told -> told.parameter("CallStatus")))
                    .containsExactly("canceled");
        }
    }

    @Test
    void beyondTheMostThatMayWaitACallGets503() {
        try (RouterWorld world = world()) {
            place(world, A_SECOND + MOST_WAITING);
            assertThat(RestTest.code(world.desk.place(world.order(BOB, RestTest.HELLO))))
                    .isEqualTo(20503);
            world.toTheEnd();
        }
    }

    @Test
    void whatWaitsWhenTheServerStopsIsCalledAfterTheNextStart() {
        MemoryStore store = new MemoryStore();
        RouterWorld before = world(store).number(RouterWorld.NUMBER, "/voice");
        List<Call> placed = place(before, 4);
        before.desk.drain(Duration.ofSeconds(10));
        before.run(Duration.ofMinutes(5));
        assertThat(begun(before)).hasSize(2);
        before.timeline.close();
        try (RouterWorld after = world(store)) {
            after.desk.recover();
            after.toTheEnd();
            assertThat(begun(after))
                    .containsExactlyInAnyOrderElementsOf(
                            placed.stream().map(Call::sid).toList());
            assertThat(after.calls()).allMatch(call -> call.status().terminal());
        }
    }
}

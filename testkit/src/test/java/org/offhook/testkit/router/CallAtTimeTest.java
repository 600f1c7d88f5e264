package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.store.Query;
import org.offhook.testkit.store.MemoryStore;

/// `CallAtTime`: who calls now is called later (SPEC CALL-8).
final class CallAtTimeTest {

    private static final String BACK = "<CallAtTime time=\"11:00\"><Say>As you wished.</Say></CallAtTime>";
    private static final Instant ELEVEN = Instant.parse("2026-01-05T11:00:00Z");

    private static TestPhone asks(RouterWorld world, String verbs) {
        world.answers("<Response>" + verbs + "<Say>Goodbye.</Say></Response>");
        TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
        world.run(Duration.ofMinutes(1));
        return caller;
    }

    private static Call later(RouterWorld world) {
        return world.calls().stream()
                .filter(call -> call.status() == CallStatus.QUEUED)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCallerIsCalledAtTheTimeAndHearsTheVerbsInside() {
        try (RouterWorld world = new RouterWorld()) {
            TestPhone ada = world.outside("+15550142");
            TestPhone caller = asks(world, BACK);
            assertThat(caller.heard()).containsExactly("Goodbye.");
            Call call = later(world);
            assertThat(call.to()).isEqualTo("+15550142");
            assertThat(call.from()).isEqualTo(RouterWorld.NUMBER);
            assertThat(world.desk.waiting()).isEqualTo(1);
            assertThat(ada.heard()).isEmpty();
            world.toTheEnd();
            assertThat(ada.heard()).containsExactly("As you wished.");
            Call over = world.store.find(Call.KIND, call.sid()).orElseThrow();
            assertThat(over.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(over.started()).isBetween(ELEVEN, ELEVEN.plusSeconds(5));
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void whoIsCalledAndWhatIsShownCanBeSaid() {
        try (RouterWorld world = new RouterWorld()) {
            world.outside("+15557777");
            asks(world, "<CallAtTime time=\"11:00\" to=\"+15557777\" from=\"+15550100\"><Hangup/></CallAtTime>");
            assertThat(later(world).to()).isEqualTo("+15557777");
            world.toTheEnd();
        }
    }

    @Test
    void itIsCanceledLikeAnyCallThatWaits() {
        try (RouterWorld world = new RouterWorld()) {
            TestPhone ada = world.outside("+15550142");
            asks(world, BACK);
            Call call = later(world);
            RestTest.change(world, call, new Wish.Cancel());
            world.toTheEnd();
            assertThat(world.store.find(Call.KIND, call.sid()).orElseThrow().status())
                    .isEqualTo(CallStatus.CANCELED);
            assertThat(world.store.list(PlannedCall.KIND, Query.of(null))).isEmpty();
            assertThat(ada.heard()).isEmpty();
        }
    }

    @Test
    void aRestartForgetsNothing() {
        MemoryStore store = new MemoryStore();
        RouterWorld before = new RouterWorld(store, CallLimits.STANDARD);
        asks(before, BACK);
        before.timeline.close();
        try (RouterWorld after = new RouterWorld(store, CallLimits.STANDARD)) {
            TestPhone ada = after.outside("+15550142");
            after.desk.recover();
            assertThat(after.desk.waiting()).isEqualTo(1);
            after.toTheEnd();
            assertThat(ada.heard()).containsExactly("As you wished.");
        }
    }

    @Test
    void whatIsWrongIsAWarningAndNobodyIsCalled() {
        for (String wrong : new String[] {
            "<CallAtTime><Hangup/></CallAtTime>",
            "<CallAtTime time=\"soon\"><Hangup/></CallAtTime>",
            "<CallAtTime time=\"11:00\"/>",
            "<CallAtTime time=\"2026-01-05T08:00:00Z\"><Hangup/></CallAtTime>",
            "<CallAtTime time=\"2027-01-05T08:00:00Z\"><Hangup/></CallAtTime>"
        }) {
            try (RouterWorld world = new RouterWorld()) {
                TestPhone caller = asks(world, wrong);
                assertThat(caller.heard()).as(wrong).containsExactly("Goodbye.");
                assertThat(world.codes()).as(wrong).containsExactly(12200);
                assertThat(world.calls()).as(wrong).hasSize(1);
            }
        }
    }

    @Test
    void aNumberThatTheAccountMayNotShowIsAnError() {
        try (RouterWorld world = new RouterWorld()) {
            asks(world, "<CallAtTime time=\"11:00\" from=\"+15559999\"><Hangup/></CallAtTime>");
            assertThat(world.codes()).containsExactly(21210);
        }
    }
}

package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.events.EventType;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.Reply;
import org.offhook.testkit.store.MemoryStore;

/// What a thief of an account can spend at most (TRUST §2.5, toll fraud).
final class TollsTest {

    private static final String BOB = "+442079460000";
    private static final String SATELLITE = "+88216000000";
    private static final TollLimits BARRED = new TollLimits(List.of(), List.of("+882"), 0, 0, null);

    private static RouterWorld world(TollLimits platform) {
        return new RouterWorld(new MemoryStore(), CallLimits.STANDARD, List.of(), platform).answers("<Response/>");
    }

    private static TollLimits most(int perSecond, int atOnce, String spend) {
        return new TollLimits(List.of(), List.of(), perSecond, atOnce, spend == null ? null : new BigDecimal(spend));
    }

    private static void chooses(RouterWorld world, TollLimits own) {
        AccountSettings settings =
                new AccountSettings(new Hook(world.app.url("/debugger"), "POST"), false, List.of(), own);
        world.app.on("/debugger", Reply.status(204));
        world.store.commit(Change.put(Account.KIND, world.account.choosing(settings, world.timeline.now())));
    }

    private static int refusal(RouterWorld world, String to) {
        Outcome<Call> outcome = world.desk.place(world.order(to, "<Response><Pause length=\"600\"/></Response>"));
        return outcome instanceof Outcome.Refused<Call>(int _, int code, String _) ? code : 0;
    }

    private static List<Integer> notices(RouterWorld world) {
        return world.store.list(Notification.KIND, Query.of(world.account.sid())).stream()
                .map(Notification::code)
                .toList();
    }

    @Test
    void theLongestBeginningDecidesWhoMayBeCalled() {
        TollLimits limits = new TollLimits(List.of("+1", "+49", "+88216"), List.of("+1900", "+49", "+882"), 0, 0, null);
        assertThat(limits.allows("+15550100")).isTrue();
        assertThat(limits.allows("+19005550100")).isFalse();
        assertThat(limits.allows("+4930123")).isFalse();
        assertThat(limits.allows("+88216123")).isTrue();
        assertThat(limits.allows("+88232123")).isFalse();
        assertThat(limits.allows("+33123")).isFalse();
        assertThat(BARRED.allows("+33123")).isTrue();
    }

    @Test
    void noWayOutReachesWhatIsBarred() {
        try (RouterWorld world = world(BARRED)) {
            world.app.on("/voice", "<Response><Dial>" + SATELLITE + "</Dial></Response>");
            TestPhone satellite = world.outside(SATELLITE);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            world.app.on(
                    "/voice",
                    "<Response><Dial><Sip>sip:" + SATELLITE
                            + "@carrier.example</Sip><Sip>sip:0088216000000@carrier.example"
                            + "</Sip></Dial></Response>");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(refusal(world, SATELLITE)).isEqualTo(21215);
            assertThat(refusal(world, "sip:" + SATELLITE + "@carrier.example")).isEqualTo(21215);
            assertThat(satellite.isAnswered()).isFalse();
            assertThat(notices(world)).contains(13227);
            assertThat(world.store.history(world.account.sid(), world.account.sid()))
                    .filteredOn(stored -> stored.event().type() == EventType.TOLL_REFUSED)
                    .isNotEmpty();
        }
    }

    @Test
    void anAccountLimitsItselfAndIsAlarmedOncePerMinute() {
        try (RouterWorld world = world(TollLimits.NONE)) {
            chooses(world, new TollLimits(List.of("+49"), List.of(), 0, 0, null));
            for (int i = 0; i < 5; i++) {
                assertThat(refusal(world, BOB)).isEqualTo(21215);
            }
            world.run(Duration.ofSeconds(5));
            assertThat(world.app.requests("/debugger")).hasSize(1);
            assertThat(notices(world)).containsExactly(13227);
            world.run(Duration.ofMinutes(1));
            assertThat(refusal(world, BOB)).isEqualTo(21215);
            assertThat(notices(world)).hasSize(2);
        }
    }

    @Test
    void callsAtOnceAreCountedUntilTheyEnd() {
        try (RouterWorld world = world(most(0, 1, null))) {
            TestPhone bob = world.outside(BOB);
            assertThat(refusal(world, BOB)).isZero();
            world.until(() -> world.call().status() == CallStatus.IN_PROGRESS);
            assertThat(refusal(world, BOB)).isEqualTo(10004);
            bob.hangUp();
            world.toTheEnd();
            assertThat(refusal(world, BOB)).isZero();
            world.toTheEnd();
        }
    }

    @Test
    void oneCallTooManyOfADialFailsAndTheOthersGoOn() {
        try (RouterWorld world = world(most(0, 1, null))) {
            world.app.on(
                    "/voice",
                    "<Response><Dial><Number>" + BOB + "</Number><Number>+442079460001</Number></Dial></Response>");
            TestPhone bob = world.outside(BOB);
            world.outside("+442079460001");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            assertThat(notices(world)).contains(10004);
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.calls()).extracting(Call::status).contains(CallStatus.FAILED);
        }
    }

    @Test
    void callsPerSecondAreKept() {
        try (RouterWorld world = world(TollLimits.NONE)) {
            chooses(world, most(2, 0, null));
            world.outside(BOB);
            assertThat(refusal(world, BOB)).isZero();
            assertThat(refusal(world, BOB)).isZero();
            assertThat(refusal(world, BOB)).isEqualTo(20429);
            world.run(Duration.ofSeconds(1));
            assertThat(refusal(world, BOB)).isZero();
            world.toTheEnd();
        }
    }

    /// A minute to +44 costs 0.10.
    @Test
    void aDayCostsNoMoreThanItMay() {
        try (RouterWorld world = world(most(0, 0, "0.30"))) {
            chooses(world, most(0, 0, "0.20"));
            world.outside(BOB);
            assertThat(refusal(world, BOB)).isZero();
            world.until(() -> world.calls().getLast().status().terminal());
            // It was cut off when the money of the day was spent.
            assertThat(world.call().seconds()).isBetween(120L, 122L);
            assertThat(refusal(world, BOB)).isEqualTo(20429);
            assertThat(refusal(world, "sip:eve@elsewhere.example")).isZero();
            world.run(Duration.ofDays(1));
            assertThat(refusal(world, BOB)).isZero();
            world.toTheEnd();
        }
    }

    @Test
    void whatAnAccountChoosesLiftsNoLimitOfThePlatform() {
        try (RouterWorld world = world(most(1, 1, null))) {
            chooses(world, new TollLimits(List.of("+882"), List.of(), 100, 100, null));
            world.outside(BOB);
            world.outside(SATELLITE);
            assertThat(refusal(world, SATELLITE)).isZero();
            assertThat(refusal(world, SATELLITE)).isEqualTo(10004);
            assertThat(refusal(world, BOB)).isEqualTo(21215);
            world.toTheEnd();
        }
    }
}

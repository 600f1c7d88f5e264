package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.events.EventType;
import org.offhook.core.store.Query;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Calls placed and changed by REST, their callbacks, and what a restart makes of them (CALL-9, CALL-10).
final class RestTest {

    static final String BOB = "+15550170";
    static final String HELLO = "<Response><Say>Hello Bob</Say></Response>";

    static RouterWorld world() {
        RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/voice");
        world.app.on("/status", "<Response/>");
        return world;
    }

    static Call place(RouterWorld world, PlaceCall command) {
        return ((Outcome.Done<Call>) world.desk.place(command)).value();
    }

    static int code(Outcome<Call> outcome) {
        return ((Outcome.Refused<Call>) outcome).code();
    }

    static Outcome<Call> change(RouterWorld world, Call call, Wish wish) {
        return world.desk.change(new ChangeCall(world.account.sid(), call.sid(), wish));
    }

    @Test
    void aPlacedCallIsQueuedAndDurableThenRingsThenRunsItsDocument() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(2));
            Call call = place(world, world.order(BOB, HELLO));
            assertThat(call.status()).isEqualTo(CallStatus.QUEUED);
            assertThat(world.store.find(Call.KIND, call.sid())).contains(call);
            world.run(Duration.ofSeconds(1));
            assertThat(world.status()).isEqualTo(CallStatus.RINGING);
            world.run(Duration.ofSeconds(2));
            assertThat(world.status()).isEqualTo(CallStatus.IN_PROGRESS);
            world.toTheEnd();
            assertThat(bob.heard()).containsExactly("Hello Bob");
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(world.call().direction()).isEqualTo(Direction.OUTBOUND_API);
        }
    }

    @Test
    void t11StatusCallbacksTellProgressInOrderWithMinutesAndSeconds() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(2));
            place(world, world.order(BOB, "<Response><Pause length=\"75\"/></Response>"));
            world.toTheEnd();
            List<AppRequest> told = world.app.requests("/status");
            assertThat(told.stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            AppRequest last = told.getLast();
            assertThat(last.parameter("CallDuration")).isEqualTo("75");
            assertThat(last.parameter("Duration")).isEqualTo("2");
            assertThat(last.parameter("SequenceNumber")).isEqualTo("3");
            assertThat(last.parameter("CallbackSource")).isEqualTo("call-progress-events");
            assertThat(last.parameter("Timestamp")).matches("Mon, 05 Jan 2026 09:0\\d:\\d\\d \\+0000");
            assertThat(last.parameter("SipResponseCode")).isEqualTo("200");
            assertThat(bob.isOver()).isTrue();
        }
    }

    @Test
    void aPhoneThatRingsAndAnswersAtTheSameMomentHasRung() {
        try (RouterWorld world = world()) {
            world.outside(BOB).ringsAndAnswersAtOnce();
            place(world, world.order(BOB, HELLO));
            world.toTheEnd();
            assertThat(world.app.requests("/status").stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
        }
    }

    @Test
    void aCallbackThatFailsIsAWarningAndComesAgainInOrderWithoutChangingTheCall() {
        try (RouterWorld world = world()) {
            int[] refused = {3};
            world.app.on("/status", request -> refused[0]-- > 0 ? Reply.status(503) : Reply.status(204));
            TestPhone bob = world.outside(BOB);
            place(world, world.order(BOB, HELLO));
            world.toTheEnd();
            assertThat(bob.heard()).containsExactly("Hello Bob");
            assertThat(world.app.requests("/status").stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "initiated", "initiated", "initiated", "in-progress", "completed");
            assertThat(world.codes()).containsExactly(15003);
            assertThat(world.store.list(org.offhook.core.webhooks.Delivery.KIND, Query.of(null)))
                    .isEmpty();
        }
    }

    @Test
    void aCallbackIsGivenUpAfterFourHoursAndStaysVisible() {
        try (RouterWorld world = world()) {
            world.app.on("/status", Reply.status(500));
            world.outside(BOB);
            place(world, world.order(BOB, HELLO));
            world.timeline.runFor(Duration.ofHours(20));
            assertThat(world.store.list(org.offhook.core.webhooks.Delivery.KIND, Query.of(null)))
                    .isNotEmpty()
                    .allMatch(d -> d.state() == org.offhook.core.webhooks.Delivery.State.DEAD);
        }
    }

    @Test
    void aCallbackThatIsRefusedForGoodDoesNotHoldUpTheOthers() {
        try (RouterWorld world = world()) {
            world.app.on(
                    "/status",
                    request -> Reply.status(request.parameter("CallStatus").equals("initiated") ? 404 : 204));
            world.outside(BOB);
            place(world, world.order(BOB, HELLO));
            world.toTheEnd();
            assertThat(world.app.requests("/status").stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "in-progress", "completed");
        }
    }

    @Test
    void busyNoAnswerFailedAndCanceledAreToldApart() {
        for (var expected : List.of(List.of(486, "busy"), List.of(404, "failed"), List.of(480, "no-answer"))) {
            try (RouterWorld world = world()) {
                world.outside(BOB).refusesWith((Integer) expected.get(0));
                place(world, world.order(BOB, HELLO));
                world.toTheEnd();
                assertThat(world.status().text()).isEqualTo(expected.get(1));
                AppRequest last = world.app.requests("/status").getLast();
                assertThat(last.parameter("CallStatus")).isEqualTo(expected.get(1));
                assertThat(last.parameter("SipResponseCode"))
                        .isEqualTo(expected.get(0).toString());
                assertThat(last.parameter("CallDuration")).isEqualTo("0");
            }
        }
    }

    @Test
    void aCallThatNobodyAnswersIsGivenUpAfterItsTimeout() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB).onlyRings();
            place(world, world.order(BOB, HELLO));
            world.run(Duration.ofSeconds(64));
            assertThat(bob.isOver()).isFalse();
            world.run(Duration.ofSeconds(2));
            assertThat(bob.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.NO_ANSWER);
            assertThat(world.call().sipStatus()).isEqualTo(487);
        }
    }

    @Test
    void canceledEndsItWhileItRingsAndNotLater() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB).onlyRings();
            Call call = place(world, world.order(BOB, HELLO));
            world.run(Duration.ofSeconds(3));
            assertThat(change(world, call, new Wish.Cancel())).isInstanceOf(Outcome.Done.class);
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.CANCELED);
            assertThat(code(change(world, call, new Wish.Cancel()))).isEqualTo(21220);
        }
    }

    @Test
    void canceledIsRefusedOnceTheCallIsInProgress() {
        try (RouterWorld world = world()) {
            world.outside(BOB);
            Call call = place(world, world.order(BOB, "<Response><Pause length=\"20\"/></Response>"));
            world.run(Duration.ofSeconds(3));
            assertThat(code(change(world, call, new Wish.Cancel()))).isEqualTo(21220);
            assertThat(world.status()).isEqualTo(CallStatus.IN_PROGRESS);
        }
    }

    @Test
    void completedEndsItAtOnce() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB);
            Call call = place(world, world.order(BOB, "<Response><Pause length=\"1000\"/></Response>"));
            world.run(Duration.ofSeconds(3));
            change(world, call, new Wish.Complete());
            world.run(Duration.ofSeconds(1));
            assertThat(bob.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
        }
    }

    @Test
    void aNewUrlInterruptsTheCurrentVerbAtOnce() {
        try (RouterWorld world = world()) {
            world.app.on("/elsewhere", "<Response><Say>Elsewhere now</Say></Response>");
            TestPhone bob = world.outside(BOB);
            Call call = place(world, world.order(BOB, "<Response><Pause length=\"1000\"/></Response>"));
            world.run(Duration.ofSeconds(3));
            change(world, call, new Wish.Redirect(new Hook(world.app.url("/elsewhere"), "POST"), null));
            world.toTheEnd();
            assertThat(bob.heard()).containsExactly("Elsewhere now");
            assertThat(world.app.request("/elsewhere").at()).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aNewDocumentDoesTheSameAndSilencesWhatPlays() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB);
            Call call = place(world, world.order(BOB, "<Response><Say loop=\"0\">Again and again</Say></Response>"));
            world.run(Duration.ofMillis(1500));
            change(world, call, new Wish.Document("<Response><Say>Enough</Say></Response>"));
            world.toTheEnd();
            assertThat(bob.heard()).last().isEqualTo("Enough");
            assertThat(world.events(EventType.CALL_CHANGED)).hasSize(1);
        }
    }
}

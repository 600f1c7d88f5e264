package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.router.RestTest.BOB;
import static org.offhook.testkit.router.RestTest.HELLO;
import static org.offhook.testkit.router.RestTest.change;
import static org.offhook.testkit.router.RestTest.code;
import static org.offhook.testkit.router.RestTest.place;
import static org.offhook.testkit.router.RestTest.world;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Calls by REST, continued: what is changed while they live (contract §9.7, §9.8).
final class RestChangesTest {

    @Test
    void redirectingTheCallerEndsTheLegItDialled() {
        try (RouterWorld world = world()) {
            world.app.on("/voice", "<Response><Dial>" + BOB + "</Dial></Response>");
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            change(world, world.calls().getFirst(), new Wish.Document("<Response><Say>Alone</Say></Response>"));
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            assertThat(caller.heard()).contains("Alone");
        }
    }

    @Test
    void redirectingTheDialledLegDetachesItFromItsParent() {
        try (RouterWorld world = world()) {
            world.app.on("/voice", "<Response><Dial>" + BOB + "</Dial><Say>You are alone</Say></Response>");
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            change(world, world.calls().getLast(), new Wish.Document("<Response><Say>On your own</Say></Response>"));
            world.toTheEnd();
            assertThat(caller.heard()).contains("You are alone");
            assertThat(bob.heard()).containsExactly("On your own");
        }
    }

    @Test
    void aDocumentGivenWhileItRingsIsTheOneThatRuns() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(10));
            Call call = place(world, world.order(BOB, HELLO));
            world.run(Duration.ofSeconds(3));
            change(world, call, new Wish.Document("<Response><Say>Changed my mind</Say></Response>"));
            world.toTheEnd();
            assertThat(bob.heard()).containsExactly("Changed my mind");
        }
    }

    @Test
    void anotherAccountsCallIsNotThere() {
        try (RouterWorld world = world()) {
            world.outside(BOB);
            Call call = place(world, world.order(BOB, HELLO));
            var other = world.sids.next(org.offhook.core.ids.SidType.ACCOUNT);
            assertThat(code(world.desk.change(new ChangeCall(other, call.sid(), new Wish.Complete()))))
                    .isEqualTo(20404);
        }
    }

    @Test
    void wrongCommandsAreRefusedWithTheirCode() {
        try (RouterWorld world = world()) {
            PlaceCall good = world.order(BOB, HELLO);
            assertThat(code(world.desk.place(world.order("nobody", HELLO)))).isEqualTo(21211);
            assertThat(code(world.desk.place(world.order(BOB, "x".repeat(4001)))))
                    .isEqualTo(32018);
            assertThat(code(world.desk.place(from(good, "+15558888")))).isEqualTo(21210);
            assertThat(code(world.desk.place(from(good, "me")))).isEqualTo(21212);
            assertThat(code(world.desk.place(world.order("client:nobody", HELLO))))
                    .isEqualTo(32009);
            assertThat(world.calls()).isEmpty();
        }
    }

    private static PlaceCall from(PlaceCall command, String from) {
        return new PlaceCall(
                command.account(),
                command.to(),
                from,
                command.document(),
                command.twiml(),
                command.fallback(),
                command.statusCallback(),
                command.statusEvents(),
                command.sendDigits(),
                command.timeout(),
                command.timeLimit(),
                command.record(),
                command.recording(),
                command.sipUsername(),
                command.sipPassword(),
                command.callerId(),
                command.callReason());
    }

    @Test
    void aRecordedCallTellsWhereTheRecordingIsWhenItEnds() {
        try (RouterWorld world = world()) {
            TestPhone bob = world.outside(BOB);
            PlaceCall plain = world.order(BOB, "<Response><Pause length=\"5\"/></Response>");
            place(
                    world,
                    new PlaceCall(
                            plain.account(),
                            plain.to(),
                            plain.from(),
                            null,
                            plain.twiml(),
                            null,
                            plain.statusCallback(),
                            List.of(),
                            "1234",
                            plain.timeout(),
                            plain.timeLimit(),
                            true,
                            new PlaceCall.RecordingWish(2, false, null, List.of()),
                            null,
                            null,
                            null,
                            null));
            world.toTheEnd();
            Recording recording = world.recordings().getFirst();
            AppRequest told = world.app.request("/status");
            assertThat(bob.keysHeard()).isEqualTo("1234");
            assertThat(recording.source()).isEqualTo("OutboundAPI");
            assertThat(told.parameter("RecordingSid")).isEqualTo(recording.sid().value());
            assertThat(Integer.parseInt(told.parameter("RecordingDuration"))).isBetween(5, 7);
        }
    }

    @Test
    void aCallToANumberOfThePlatformIsACallOnEachSide() {
        try (RouterWorld world = world()) {
            world.app.on("/voice", "<Response><Say>Welcome</Say></Response>");
            place(world, world.order(RouterWorld.NUMBER, "<Response><Pause length=\"5\"/></Response>"));
            world.toTheEnd();
            assertThat(world.calls().stream().map(Call::direction))
                    .containsExactly(Direction.OUTBOUND_API, Direction.INBOUND);
            assertThat(world.calls()).allMatch(call -> call.status() == CallStatus.COMPLETED);
            assertThat(world.app.requests("/voice")).hasSize(1);
        }
    }

    @Test
    void afterACrashNoCallIsInProgressAndTheApplicationLearnsOfIt() {
        RouterWorld before = world();
        before.outside(BOB);
        PlaceCall order = before.order(BOB, "<Response><Record timeout=\"0\"/></Response>");
        place(before, order);
        before.run(Duration.ofSeconds(5));
        assertThat(before.status()).isEqualTo(CallStatus.IN_PROGRESS);
        // The process dies here: its scripts never run on, only what is stored is left.
        try (RouterWorld after = new RouterWorld(before.store, CallLimits.STANDARD)) {
            after.app.on("/status", "<Response/>");
            after.desk.recover();
            after.toTheEnd();
            assertThat(after.status()).isEqualTo(CallStatus.FAILED);
            assertThat(after.call().ended()).isNotNull();
            assertThat(after.call().seconds()).isBetween(0L, 5L);
            assertThat(after.app.requests("/status").getLast().parameter("CallStatus"))
                    .isEqualTo("failed");
            assertThat(after.recordings()).allMatch(r -> r.status() != Recording.Status.IN_PROGRESS);
        }
        before.timeline.close();
    }

    @Test
    void aCallThatWasOnlyQueuedBeforeTheCrashIsPlacedAfterIt() {
        RouterWorld before = world();
        before.outside(BOB);
        place(before, before.order(BOB, HELLO));
        // Not a step of time has passed: accepted and durable, but nothing was sent.
        try (RouterWorld after = new RouterWorld(before.store, CallLimits.STANDARD)) {
            after.app.on("/status", "<Response/>");
            TestPhone bob = after.outside(BOB);
            after.desk.recover();
            after.toTheEnd();
            assertThat(bob.heard()).containsExactly("Hello Bob");
            assertThat(after.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(after.store.list(PlannedCall.KIND, Query.of(null))).isEmpty();
        }
        before.timeline.close();
    }

    @Test
    void callbacksThatWereOwedBeforeTheCrashAreDeliveredAfterIt() {
        RouterWorld before = world();
        before.app.on("/status", Reply.status(503));
        before.outside(BOB);
        place(before, before.order(BOB, HELLO));
        before.run(Duration.ofSeconds(30));
        try (RouterWorld after = new RouterWorld(before.store, CallLimits.STANDARD)) {
            after.app.on("/status", "<Response/>");
            after.desk.recover();
            after.toTheEnd();
            assertThat(after.app.requests("/status").stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "in-progress", "completed");
        }
        before.timeline.close();
    }

    @Test
    void theFirstFormOfAMessageIsSentToItsAddress() {
        try (RouterWorld world = world()) {
            world.app.on("/voice", "<Response><sms address=\"+14155550142\"> Thanks. </sms></Response>");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.sent).singleElement().satisfies(message -> {
                assertThat(message.to()).isEqualTo("+14155550142");
                assertThat(message.body()).isEqualTo("Thanks.");
            });
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void aMessageInACallIsSentAndTheCallGoesOn() {
        try (RouterWorld world = world()) {
            world.app.on("/voice", "<Response><Message>Your code is 7</Message><Say>Sent</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.sent).singleElement().satisfies(message -> {
                assertThat(message.to()).isEqualTo("+15550142");
                assertThat(message.from()).isEqualTo(RouterWorld.NUMBER);
                assertThat(message.body()).isEqualTo("Your code is 7");
            });
            assertThat(caller.heard()).containsExactly("Sent");
        }
    }
}

package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.signalling.LegEvent;
import org.offhook.testkit.fakes.AppRequest;

/// Dial: two legs become one talk (contract §7.1, §7.2, §23).
final class DialTest {

    static final String BOB = "+15550170";
    static final String EVE = "+15550171";

    static RouterWorld dialing(String attributes, String nouns) {
        RouterWorld world = new RouterWorld()
                .answers("<Response><Dial " + attributes + ">" + nouns + "</Dial><Say>Goodbye</Say></Response>");
        world.app.on("/after", "<Response><Say>After</Say></Response>");
        world.app.on("/status", "<Response/>");
        return world;
    }

    static RouterWorld dialing(String attributes) {
        return dialing(attributes, "<Number>" + BOB + "</Number>");
    }

    static Call child(RouterWorld world) {
        return world.calls().stream()
                .filter(call -> call.direction() == Direction.OUTBOUND_DIAL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCallerAndTheCalleeAreJoinedAndTheCalleesEndIsTheDialsEnd() {
        try (RouterWorld world = dialing("action=\"/after\"")) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(2));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            caller.speak(Duration.ofSeconds(2));
            caller.press("5");
            world.run(Duration.ofSeconds(10));
            assertThat(bob.heard()).contains(caller.address + " speaks");
            assertThat(bob.keysHeard()).isEqualTo("5");
            bob.hangUp();
            world.toTheEnd();
            AppRequest after = world.app.request("/after");
            Call child = child(world);
            assertThat(after.parameter("DialCallStatus")).isEqualTo("completed");
            assertThat(after.parameter("DialCallSid")).isEqualTo(child.sid().value());
            assertThat(after.parameter("DialCallDuration")).isEqualTo("10");
            assertThat(after.parameter("DialBridged")).isEqualTo("true");
            assertThat(caller.heard()).contains("After");
            assertThat(child.parent()).isEqualTo(world.calls().getFirst().sid());
            assertThat(child.from()).isEqualTo("+15550142");
            assertThat(child.status()).isEqualTo(CallStatus.COMPLETED);
        }
    }

    @Test
    void withoutAnActionTheNextVerbRuns() {
        try (RouterWorld world = dialing("")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            bob.hangUp();
            world.toTheEnd();
            assertThat(caller.heard()).contains("Goodbye");
        }
    }

    @Test
    void withAnActionTheFollowingVerbsAreUnreachable() {
        try (RouterWorld world = dialing("action=\"/after\"")) {
            world.outside(BOB).refusesWith(486);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("busy");
            assertThat(caller.heard()).contains("After").doesNotContain("Goodbye");
        }
    }

    @Test
    void theCallerHearsItRingOnlyWhileItRings() {
        try (RouterWorld world = dialing("")) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(10));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            world.run(Duration.ofMillis(100));
            assertThat(caller.heard()).contains("ringing tone").last().isEqualTo("ringing tone…");
            caller.hangUp();
        }
    }

    @Test
    void busyNoAnswerAndFailedAreToldApart() {
        for (var expected : List.of(List.of(486, "busy"), List.of(480, "no-answer"), List.of(404, "failed"))) {
            try (RouterWorld world = dialing("action=\"/after\"")) {
                world.outside(BOB).refusesWith((Integer) expected.get(0));
                world.caller().dial(RouterWorld.NUMBER);
                world.toTheEnd();
                AppRequest after = world.app.request("/after");
                assertThat(after.parameter("DialCallStatus")).isEqualTo(expected.get(1));
                assertThat(after.parameter("DialBridged")).isEqualTo("false");
                assertThat(child(world).sipStatus()).isEqualTo(expected.get(0));
            }
        }
    }

    @Test
    void t6ItRingsFiveSecondsLongerThanTheTimeoutSays() {
        try (RouterWorld world = dialing("action=\"/after\" timeout=\"10\"")) {
            TestPhone bob = world.outside(BOB).onlyRings();
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest after = world.app.request("/after");
            assertThat(after.parameter("DialCallStatus")).isEqualTo("no-answer");
            assertThat(after.at()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
            assertThat(bob.isOver()).isTrue();
            assertThat(child(world).sipStatus()).isEqualTo(487);
        }
    }

    @Test
    void ofManyAtOnceTheFirstToAnswerWinsAndTheOthersStopRinging() {
        try (RouterWorld world =
                dialing("action=\"/after\"", "<Number>" + BOB + "</Number><Number>" + EVE + "</Number>")) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(5));
            TestPhone eve = world.outside(EVE).answersAfter(Duration.ofSeconds(2));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(eve));
            world.run(Duration.ofSeconds(1));
            assertThat(bob.isOver()).isTrue();
            assertThat(bob.isAnswered()).isFalse();
            eve.hangUp();
            world.toTheEnd();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("completed");
            assertThat(world.calls().stream().map(Call::status))
                    .containsExactlyInAnyOrder(CallStatus.COMPLETED, CallStatus.CANCELED, CallStatus.COMPLETED);
        }
    }

    @Test
    void inOrderTheSecondRingsOnlyWhenTheFirstDoesNotAnswer() {
        try (RouterWorld world = dialing(
                "sequential=\"true\" timeout=\"5\"", "<Number>" + BOB + "</Number><Number>" + EVE + "</Number>")) {
            TestPhone bob = world.outside(BOB).onlyRings();
            TestPhone eve = world.outside(EVE);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(8));
            assertThat(eve.invite).isNull();
            world.until(() -> caller.joinedWith(eve));
            assertThat(bob.isOver()).isTrue();
            caller.hangUp();
        }
    }

    @Test
    void withAnswerOnBridgeTheCallerIsAnsweredWhenSomebodyIs() {
        try (RouterWorld world = dialing("answerOnBridge=\"true\"")) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(3));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            assertThat(caller.count(LegEvent.Answered.class)).isZero();
            assertThat(caller.count(LegEvent.Ringing.class)).isPositive();
            world.until(() -> caller.joinedWith(bob));
            assertThat(caller.count(LegEvent.Answered.class)).isEqualTo(1);
            caller.hangUp();
        }
    }

    @Test
    void theCallerWhoGivesUpStopsTheRingingAndTheActionLearnsOfIt() {
        try (RouterWorld world = dialing("action=\"/after\"")) {
            TestPhone bob = world.outside(BOB).onlyRings();
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.hangUp();
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            AppRequest after = world.app.request("/after");
            assertThat(after.parameter("DialCallStatus")).isEqualTo("canceled");
            assertThat(after.parameter("CallStatus")).isEqualTo("completed");
            assertThat(caller.heard()).doesNotContain("After");
        }
    }

    @Test
    void theCallerWhoHangsUpEndsBothLegsAndTheActionGetsTheFinalStatus() {
        try (RouterWorld world = dialing("action=\"/after\"")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            world.run(Duration.ofSeconds(7));
            caller.hangUp();
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("completed");
            assertThat(world.app.request("/after").parameter("DialCallDuration"))
                    .isEqualTo("7");
        }
    }

    @Test
    void hangupOnStarEndsTheCalleeAndTheDocumentGoesOn() {
        try (RouterWorld world = dialing("hangupOnStar=\"true\"")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            caller.press("*");
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            assertThat(caller.heard()).contains("Goodbye");
        }
    }

    @Test
    void theTimeLimitPartsThem() {
        try (RouterWorld world = dialing("timeLimit=\"20\" action=\"/after\"")) {
            TestPhone bob = world.outside(BOB);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(bob.isOver()).isTrue();
            assertThat(world.app.request("/after").parameter("DialCallDuration"))
                    .isEqualTo("20");
        }
    }

    @Test
    void theCalleeHearsTheScreeningDocumentFirstWhileTheCallerWaits() {
        try (RouterWorld world = dialing("", "<Number url=\"/whisper\">" + BOB + "</Number>")) {
            world.app.on("/whisper", "<Response><Say>A call from the shop</Say></Response>");
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            assertThat(caller.joinedWith(bob)).isFalse();
            world.until(() -> caller.joinedWith(bob));
            assertThat(bob.heard()).first().isEqualTo("A call from the shop");
            AppRequest whisper = world.app.request("/whisper");
            assertThat(whisper.parameter("ParentCallSid"))
                    .isEqualTo(world.calls().getFirst().sid().value());
            assertThat(whisper.parameter("Direction")).isEqualTo("outbound-dial");
            caller.hangUp();
        }
    }

    @Test
    void aCalleeWhoIsScreenedOutWasNotReached() {
        try (RouterWorld world = dialing("action=\"/after\"", "<Number url=\"/whisper\">" + BOB + "</Number>")) {
            world.app.on("/whisper", "<Response><Hangup/></Response>");
            world.outside(BOB);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("no-answer");
        }
    }

    @Test
    void aScreeningDocumentCannotDial() {
        try (RouterWorld world = dialing("", "<Number url=\"/whisper\">" + BOB + "</Number>")) {
            world.app.on("/whisper", "<Response><Dial>" + EVE + "</Dial></Response>");
            TestPhone bob = world.outside(BOB);
            TestPhone eve = world.outside(EVE);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            assertThat(eve.invite).isNull();
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13201);
        }
    }
}

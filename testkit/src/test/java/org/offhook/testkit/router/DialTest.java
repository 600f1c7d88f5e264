package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.EventType;
import org.offhook.core.recordings.Recording;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.testkit.fakes.AppRequest;

/// Dial: two legs become one talk (contract §7.1, §7.2, §23).
final class DialTest {

    private static final String BOB = "+15550170";
    private static final String EVE = "+15550171";

    private static RouterWorld dialing(String attributes, String nouns) {
        RouterWorld world = new RouterWorld()
                .answers("<Response><Dial " + attributes + ">" + nouns + "</Dial><Say>Goodbye</Say></Response>");
        world.app.on("/after", "<Response><Say>After</Say></Response>");
        world.app.on("/status", "<Response/>");
        return world;
    }

    private static RouterWorld dialing(String attributes) {
        return dialing(attributes, "<Number>" + BOB + "</Number>");
    }

    private static Call child(RouterWorld world) {
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

    @Test
    void aNumberOfThePlatformStaysInsideAndIsAnIncomingCallOfItsOwn() {
        try (RouterWorld world = dialing("", "<Number>" + RouterWorld.OTHER_NUMBER + "</Number>")) {
            world.app.on("/other", "<Response><Say>Other house</Say></Response>");
            world.number(RouterWorld.OTHER_NUMBER, "/other");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest other = world.app.request("/other");
            assertThat(other.parameter("Direction")).isEqualTo("inbound");
            assertThat(other.parameter("From")).isEqualTo("+15550142");
            assertThat(other.parameter("To")).isEqualTo(RouterWorld.OTHER_NUMBER);
            assertThat(other.has("ParentCallSid")).isFalse();
            assertThat(world.calls().stream().map(Call::direction))
                    .containsExactlyInAnyOrder(Direction.INBOUND, Direction.OUTBOUND_DIAL, Direction.INBOUND);
            assertThat(world.calls()).allMatch(call -> call.status() == CallStatus.COMPLETED);
        }
    }

    @Test
    void aNumberThatForwardsToItselfIsALoopThatEnds() {
        try (RouterWorld world = dialing("", "<Number>" + RouterWorld.NUMBER + "</Number>")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).contains(13225);
            assertThat(world.calls()).hasSizeLessThan(30);
        }
    }

    @Test
    void aSipUriIsCalledDirectlyWithTheHeadersOfTheDocument() {
        try (RouterWorld world = dialing(
                "action=\"/after\"", "<Sip>sip:bob@pbx.example;transport=tcp?X-Order=17&amp;Contact=evil</Sip>")) {
            TestPhone bob = world.outside("bob");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            bob.hangUp();
            world.toTheEnd();
            assertThat(bob.invite.target()).isEqualTo("sip:bob@pbx.example;transport=tcp");
            assertThat(bob.invite.header("X-Order")).isEqualTo("17");
            assertThat(bob.invite.header("Contact")).isNull();
            assertThat(bob.invite.header("X-Twilio-CallSid"))
                    .isEqualTo(child(world).sid().value());
            AppRequest after = world.app.request("/after");
            assertThat(after.parameter("DialSipResponseCode")).isEqualTo("200");
            assertThat(after.has("DialSipCallId")).isTrue();
            assertThat(world.codes()).containsExactly(13252);
        }
    }

    @Test
    void aRefusalOfASipDestinationTellsItsCodeAndHeaders() {
        try (RouterWorld world = dialing("action=\"/after\"", "<Sip>sip:bob@pbx.example</Sip>")) {
            world.outside("bob").refusesWith(403);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest after = world.app.request("/after");
            assertThat(after.parameter("DialSipResponseCode")).isEqualTo("403");
            assertThat(after.parameter("DialSipHeader_X-Why")).isEqualTo("because");
            assertThat(after.parameter("DialCallStatus")).isEqualTo("failed");
        }
    }

    @Test
    void allDevicesOfARegisteredUserRing() {
        try (RouterWorld world = dialing("", "<Sip>sip:ada@platform.example</Sip>")) {
            world.registered.put(
                    "ada",
                    List.of(new Binding("sip:desk@192.0.2.9", null), new Binding("sip:mobile@192.0.2.10", null)));
            TestPhone desk = world.outside("desk").onlyRings();
            TestPhone mobile = world.outside("mobile").answersAfter(Duration.ofSeconds(1));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(mobile));
            world.run(Duration.ofSeconds(1));
            assertThat(desk.isOver()).isTrue();
            caller.hangUp();
        }
    }

    @Test
    void aUserWhoIsNotRegisteredIsAnErrorAndFailed() {
        try (RouterWorld world = dialing("action=\"/after\"", "<Client>nobody</Client>")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("failed");
            assertThat(world.codes()).containsExactly(32009);
        }
    }

    @Test
    void whatIsNoNumberIsAnErrorAndFailed() {
        try (RouterWorld world = dialing("action=\"/after\"", "<Number>not a number</Number>")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("failed");
            assertThat(world.codes()).containsExactly(13223);
        }
    }

    @Test
    void aCallerIdThatIsNotTheAccountsIsNotShownToTheCarrier() {
        try (RouterWorld world = dialing("action=\"/after\" callerId=\"+15558888\"")) {
            TestPhone bob = world.outside(BOB);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(bob.invite).isNull();
            assertThat(world.codes()).containsExactly(13247);
        }
    }

    @Test
    void theAccountsOwnNumberIsAGoodCallerId() {
        try (RouterWorld world = dialing("callerId=\"" + RouterWorld.NUMBER + "\"")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            assertThat(bob.invite.from()).isEqualTo("sip:" + RouterWorld.NUMBER + "@platform.example");
            caller.hangUp();
        }
    }

    @Test
    void sendDigitsArePressedAfterTheAnswer() {
        try (RouterWorld world = dialing("", "<Number sendDigits=\"ww12\">" + BOB + "</Number>")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            assertThat(bob.keysHeard()).isEqualTo("12");
            caller.hangUp();
        }
    }

    @Test
    void t7aRecordedDialKeepsItsSilenceAndTellsWhereTheRecordingIs() {
        try (RouterWorld world = dialing("action=\"/after\" record=\"record-from-answer-dual\"")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            world.run(Duration.ofSeconds(6));
            bob.hangUp();
            world.toTheEnd();
            Recording recording = world.recordings().getFirst();
            assertThat(recording.source()).isEqualTo("DialVerb");
            assertThat(recording.channels()).isEqualTo(2);
            assertThat(recording.call()).isEqualTo(world.calls().getFirst().sid());
            assertThat(world.app.request("/after").parameter("RecordingUrl"))
                    .endsWith(recording.sid().value());
            assertThat(world.app.request("/after").parameter("RecordingDuration"))
                    .isEqualTo("6");
        }
    }

    @Test
    void theStatusCallbackOfANounTellsTheLegsProgressInOrder() {
        try (RouterWorld world = dialing(
                "",
                "<Number statusCallback=\"/status\" statusCallbackEvent=\"initiated ringing answered completed\">" + BOB
                        + "</Number>")) {
            TestPhone bob = world.outside(BOB).answersAfter(Duration.ofSeconds(1));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            bob.hangUp();
            world.toTheEnd();
            List<AppRequest> told = world.app.requests("/status");
            assertThat(told.stream().map(r -> r.parameter("CallStatus")))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            assertThat(told.stream().map(r -> r.parameter("SequenceNumber"))).containsExactly("0", "1", "2", "3");
            assertThat(told)
                    .allMatch(r ->
                            r.parameter("CallSid").equals(child(world).sid().value()));
        }
    }

    @Test
    void nounsThatAreNotThereYetAreAWarning() {
        try (RouterWorld world = dialing("", "<Queue>support</Queue>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).contains(12200);
            assertThat(caller.heard()).contains("Goodbye");
        }
    }

    @Test
    void theTalkIsToldInTheEvents() {
        try (RouterWorld world = dialing("")) {
            TestPhone bob = world.outside(BOB);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.events(EventType.DIAL_STARTED)).hasSize(1);
            assertThat(world.events(EventType.BRIDGED)).hasSize(1);
            assertThat(world.events(EventType.UNBRIDGED)).hasSize(1);
            assertThat(world.events(EventType.DIAL_ENDED)).hasSize(1);
        }
    }
}

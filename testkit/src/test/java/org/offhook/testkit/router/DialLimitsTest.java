package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.router.DialTest.BOB;
import static org.offhook.testkit.router.DialTest.child;
import static org.offhook.testkit.router.DialTest.dialing;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.EventType;
import org.offhook.core.recordings.Recording;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.testkit.fakes.AppRequest;

/// Dial, continued: what its attributes do and what goes wrong (contract §7.1, §7.2, §23).
final class DialLimitsTest {

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
    void devicesOfLessPreferenceRingWhenThePreferredOnesDidNotAnswer() {
        try (RouterWorld world = dialing("timeout=\"10\"", "<Sip>sip:ada@platform.example</Sip>")) {
            world.registered.put(
                    "ada",
                    List.of(
                            new Binding("sip:desk@192.0.2.9", null, 900),
                            new Binding("sip:lab@192.0.2.11", null, 900),
                            new Binding("sip:mobile@192.0.2.10", null, 500)));
            TestPhone desk = world.outside("desk").onlyRings();
            TestPhone lab = world.outside("lab").onlyRings();
            TestPhone mobile = world.outside("mobile").answersAfter(Duration.ofSeconds(1));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(12));
            assertThat(desk.isOver()).isFalse();
            assertThat(lab.isOver()).isFalse();
            assertThat(caller.joinedWith(mobile)).isFalse();
            world.until(() -> caller.joinedWith(mobile));
            world.run(Duration.ofSeconds(1));
            assertThat(desk.isOver()).isTrue();
            assertThat(lab.isOver()).isTrue();
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

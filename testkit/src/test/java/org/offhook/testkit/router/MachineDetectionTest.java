package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;

/// Machine detection: what the application learns of who has answered (contract §6.2, §11).
final class MachineDetectionTest {

    private static final String CALLEE = "+15550142";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String GREETING = "You have reached the voicemail of Ada";

    private static MachineDetection how(boolean untilEnd) {
        return MachineDetection.of(untilEnd, 30, 2400, 1200, 5000);
    }

    private static RouterWorld world() {
        RouterWorld world = new RouterWorld();
        world.number(RouterWorld.NUMBER, "/voice");
        world.app.on("/answered", "<Response><Say>This is the clinic</Say></Response>");
        world.app.on("/amd", "");
        world.app.on("/status", "");
        return world;
    }

    private static TestPhone call(RouterWorld world, MachineWish wish, String digits) {
        TestPhone callee = world.outside(CALLEE);
        var _ = world.desk.place(new PlaceCall(
                world.account.sid(),
                CALLEE,
                RouterWorld.NUMBER,
                new Hook(world.app.url("/answered"), "POST"),
                null,
                null,
                new Hook(world.app.url("/status"), "POST"),
                List.of("completed"),
                digits,
                Duration.ofSeconds(60),
                Duration.ZERO,
                false,
                null,
                null,
                null,
                null,
                null,
                wish));
        world.until(callee::isAnswered);
        return callee;
    }

    private static MachineWish first(boolean untilEnd) {
        return new MachineWish(how(untilEnd), false, null);
    }

    @Test
    void whoSaysHelloAndWaitsIsHumanAndTheFirstDocumentIsToldSo() {
        try (RouterWorld world = world()) {
            TestPhone callee = call(world, first(false), null);
            world.run(SECOND);
            callee.say("Hello", Duration.ofMillis(600));
            world.toTheEnd();
            AppRequest asked = world.app.request("/answered");
            assertThat(asked.parameter("AnsweredBy")).isEqualTo("human");
            assertThat(Integer.parseInt(asked.parameter("MachineDetectionDuration")))
                    .isBetween(2_500, 3_500);
            assertThat(world.call().answeredBy()).isEqualTo("human");
            assertThat(world.app.request("/status").parameter("AnsweredBy")).isEqualTo("human");
            assertThat(callee.heard()).containsExactly("This is the clinic");
            assertThat(world.events(EventType.MACHINE_DETECTED)).hasSize(1);
        }
    }

    @Test
    void whoSpeaksOnIsAMachine() {
        try (RouterWorld world = world()) {
            TestPhone callee = call(world, first(false), null);
            callee.say(GREETING, Duration.ofSeconds(8));
            world.toTheEnd();
            assertThat(world.app.request("/answered").parameter("AnsweredBy")).isEqualTo("machine_start");
        }
    }

    @Test
    void untilTheEndTheDocumentWaitsForTheBeep() {
        try (RouterWorld world = world()) {
            TestPhone callee = call(world, first(true), null);
            callee.say(GREETING, Duration.ofSeconds(8));
            world.run(Duration.ofSeconds(9));
            assertThat(world.app.requests("/answered")).isEmpty();
            callee.say("[beep]", Duration.ofMillis(500));
            world.run(SECOND);
            assertThat(world.app.request("/answered").parameter("AnsweredBy")).isEqualTo("machine_end_beep");
            world.toTheEnd();
        }
    }

    @Test
    void withoutABeepSilenceEndsTheGreeting() {
        try (RouterWorld world = world()) {
            TestPhone callee = call(world, first(true), null);
            callee.say(GREETING, Duration.ofSeconds(8));
            world.toTheEnd();
            assertThat(world.app.request("/answered").parameter("AnsweredBy")).isEqualTo("machine_end_silence");
        }
    }

    @Test
    void aGreetingWithoutEndAFaxAndSilenceAreToldApart() {
        try (RouterWorld endless = world();
                RouterWorld fax = world();
                RouterWorld silence = world()) {
            call(endless, first(true), null).say(GREETING, Duration.ofSeconds(90));
            call(fax, first(false), null).say("[fax]", SECOND);
            call(silence, first(false), null);
            for (RouterWorld world : List.of(endless, fax, silence)) {
                world.toTheEnd();
            }
            assertThat(endless.app.request("/answered").parameter("AnsweredBy")).isEqualTo("machine_end_other");
            assertThat(fax.app.request("/answered").parameter("AnsweredBy")).isEqualTo("fax");
            assertThat(silence.app.request("/answered").parameter("AnsweredBy")).isEqualTo("unknown");
        }
    }

    @Test
    void besideTheDocumentTheCallbackIsTold() {
        try (RouterWorld world = world()) {
            world.app.on("/answered", "<Response><Pause length=\"20\"/></Response>");
            TestPhone callee =
                    call(world, new MachineWish(how(false), true, new Hook(world.app.url("/amd"), "POST")), null);
            callee.say("Hello", Duration.ofMillis(600));
            world.toTheEnd();
            AppRequest told = world.app.request("/amd");
            assertThat(told.parameter("AnsweredBy")).isEqualTo("human");
            assertThat(told.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(told.parameter("AccountSid"))
                    .isEqualTo(world.account.sid().value());
            assertThat(told.has("MachineDetectionDuration")).isTrue();
            assertThat(world.app.request("/answered").has("AnsweredBy")).isFalse();
            assertThat(world.app.request("/answered").at()).isLessThan(told.at());
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void besideWithoutACallbackTheDeveloperIsWarned() {
        try (RouterWorld world = world()) {
            call(world, new MachineWish(how(false), true, null), null);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(21262);
        }
    }

    @Test
    void whoPressesKeysAfterTheAnswerGetsNoDetection() {
        try (RouterWorld world = world()) {
            call(world, first(false), "1");
            world.toTheEnd();
            assertThat(world.app.request("/answered").has("AnsweredBy")).isFalse();
            assertThat(world.call().answeredBy()).isNull();
        }
    }

    @Test
    void aCalleeWhoHangsUpMeanwhileAsksForNoDocument() {
        try (RouterWorld world = world()) {
            TestPhone callee = call(world, first(true), null);
            callee.say(GREETING, Duration.ofSeconds(8));
            world.run(SECOND);
            callee.hangUp();
            world.toTheEnd();
            assertThat(world.app.requests("/answered")).isEmpty();
        }
    }

    @Test
    void aPartyOfDialIsHeardWhileTheTwoTalk() {
        try (RouterWorld world = world()) {
            world.app.on(
                    "/voice",
                    "<Response><Dial><Number machineDetection=\"DetectMessageEnd\" amdStatusCallback=\"/amd\">" + CALLEE
                            + "</Number></Dial></Response>");
            TestPhone callee = world.outside(CALLEE);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(callee::isJoined);
            callee.say(GREETING, Duration.ofSeconds(4));
            world.run(Duration.ofSeconds(5));
            callee.say("[beep]", SECOND);
            world.run(Duration.ofSeconds(3));
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.app.request("/amd").parameter("AnsweredBy")).isEqualTo("machine_end_beep");
            assertThat(world.calls()).extracting(Call::answeredBy).containsExactly(null, "machine_end_beep");
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void wrongAttributesAreWarnings() {
        try (RouterWorld world = world()) {
            world.app.on(
                    "/voice",
                    "<Response><Dial><Number machineDetection=\"Guess\">" + CALLEE + "</Number>"
                            + "<Sip machineDetection=\"Enable\" machineDetectionTimeout=\"2\" amdStatusCallback=\"/amd\">"
                            + "sip:desk@outside.example</Sip></Dial></Response>");
            world.outside(CALLEE);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.codes()).contains(21234, 21263);
        }
    }
}

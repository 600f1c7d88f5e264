package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.testkit.fakes.AppRequest;

/// Gather: what the caller presses, and what the application learns of it (contract §7.1, §23).
final class GatherTest {

    private static RouterWorld menu(String attributes) {
        RouterWorld world = new RouterWorld()
                .answers("<Response><Gather " + attributes + "><Say>Press one for sales</Say></Gather>"
                        + "<Say>Nothing pressed</Say></Response>");
        world.app.on("/digits", "<Response><Say>Thanks</Say></Response>");
        return world;
    }

    @Test
    void aKeyDuringThePromptStopsThePrompt() {
        try (RouterWorld world = menu("action=\"/digits\" numDigits=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(800));
            caller.press("1");
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Press one for sales…", "Thanks");
            assertThat(world.app.request("/digits").parameter("Digits")).isEqualTo("1");
        }
    }

    @Test
    void theFirstFormCollectsForItsSuccessUrl() {
        try (RouterWorld world = new RouterWorld()
                .answers("<Response><Collect successUrl=\"/digits\" numDigits=\"1\"><Say>Press one</Say></Collect>"
                        + "<Say>Nothing pressed</Say></Response>")) {
            world.app.on("/digits", "<Response><Say>Thanks</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("1");
            world.toTheEnd();
            assertThat(world.app.request("/digits").parameter("Digits")).isEqualTo("1");
            assertThat(caller.heard()).containsExactly("Press one", "Thanks");
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void t2TheFinishKeyIsNeverInDigits() {
        try (RouterWorld world = menu("action=\"/digits\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("42#");
            world.toTheEnd();
            AppRequest request = world.app.request("/digits");
            assertThat(request.parameter("Digits")).isEqualTo("42");
            assertThat(request.parameter("FinishedOnKey")).isEqualTo("#");
        }
    }

    @Test
    void withAnEmptyFinishOnKeyTheHashIsADigit() {
        try (RouterWorld world = menu("action=\"/digits\" finishOnKey=\"\" numDigits=\"3\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("4#2");
            world.toTheEnd();
            assertThat(world.app.request("/digits").parameter("Digits")).isEqualTo("4#2");
        }
    }

    @Test
    void t1WithoutAnActionTheCurrentDocumentIsAskedAgain() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on(
                    "/voice",
                    request -> org.offhook.testkit.fakes.Reply.xml(
                            request.has("Digits")
                                    ? "<Response><Say>You pressed it</Say></Response>"
                                    : "<Response><Gather numDigits=\"1\"/></Response>"));
            world.number(RouterWorld.NUMBER, "/voice");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.press("7");
            world.toTheEnd();
            assertThat(world.app.requests("/voice")).hasSize(2);
            assertThat(world.app.requests("/voice").getLast().parameter("Digits"))
                    .isEqualTo("7");
            assertThat(caller.heard()).containsExactly("You pressed it");
        }
    }

    @Test
    void silenceFallsThroughToTheNextVerbWithoutAskingTheAction() {
        try (RouterWorld world = menu("action=\"/digits\" timeout=\"3\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Press one for sales", "Nothing pressed");
            assertThat(world.app.requests("/digits")).isEmpty();
        }
    }

    @Test
    void theTimeoutBeginsAfterThePromptsAndAnewWithEachKey() {
        try (RouterWorld world = menu("action=\"/digits\" timeout=\"3\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(3500));
            caller.press("1");
            world.run(Duration.ofMillis(2500));
            caller.press("2");
            world.toTheEnd();
            assertThat(world.app.request("/digits").parameter("Digits")).isEqualTo("12");
            assertThat(world.app.request("/digits").at()).isGreaterThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void actionOnEmptyResultAsksTheActionWithEmptyDigits() {
        try (RouterWorld world = menu("action=\"/digits\" timeout=\"1\" actionOnEmptyResult=\"true\"")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest request = world.app.request("/digits");
            assertThat(request.has("Digits")).isTrue();
            assertThat(request.parameter("Digits")).isEmpty();
        }
    }

    @Test
    void keysPressedBeforeTheGatherDoNotCount() {
        try (RouterWorld world = new RouterWorld()
                .answers("<Response><Say>Welcome to the house</Say>"
                        + "<Gather action=\"/digits\" numDigits=\"1\" timeout=\"2\"/></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(600));
            caller.press("9");
            world.toTheEnd();
            assertThat(world.app.requests("/digits")).isEmpty();
            assertThat(caller.heard()).containsExactly("Welcome to the house");
        }
    }

    @Test
    void aWrongValueIsAWarningAndTheDefault() {
        try (RouterWorld world = menu("action=\"/digits\" timeout=\"soon\" numDigits=\"0\" finishOnKey=\"XY\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("5#");
            world.toTheEnd();
            assertThat(world.codes()).containsExactlyInAnyOrder(13313, 13314, 13310);
            assertThat(world.app.request("/digits").parameter("Digits")).isEqualTo("5");
        }
    }

    @Test
    void aCallerWhoHangsUpDuringAGatherAsksNothing() {
        try (RouterWorld world = menu("action=\"/digits\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("1");
            world.run(Duration.ofSeconds(1));
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.app.requests("/digits")).isEmpty();
            assertThat(world.events(EventType.DIGITS)).hasSize(1);
        }
    }

    @Test
    void theActionCanBeATemplateSoAWholeMenuIsStaticFiles() {
        try (RouterWorld world = new RouterWorld()
                .answers(
                        "<Response><Gather action=\"/menu/{Digits}.xml\" method=\"GET\" numDigits=\"1\"/></Response>")) {
            world.app.on("/menu/3.xml", "<Response><Say>Three</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.press("3");
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Three");
        }
    }
}

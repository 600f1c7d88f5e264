package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.testkit.fakes.AppRequest;

/// Gather with speech: what the caller says, and what the application learns of it (contract §7.1).
final class GatherSpeechTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RouterWorld menu(String attributes) {
        return menu(new RouterWorld(), attributes);
    }

    private static RouterWorld menu(RouterWorld world, String attributes) {
        world.answers("<Response><Gather action=\"/said\" " + attributes + "><Say>What can we do for you</Say></Gather>"
                + "<Say>Nothing heard</Say></Response>");
        world.app.on("/said", "<Response><Say>Thanks</Say></Response>");
        return world;
    }

    @Test
    void whatIsSaidAfterThePromptIsTheSpeechResult() {
        try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"auto\" language=\"en-GB\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("I want to pay a bill", Duration.ofSeconds(2));
            world.toTheEnd();
            AppRequest request = world.app.request("/said");
            assertThat(request.parameter("SpeechResult")).isEqualTo("I want to pay a bill");
            assertThat(Double.parseDouble(request.parameter("Confidence"))).isEqualTo(0.9);
            assertThat(request.parameter("Language")).isEqualTo("en-GB");
            assertThat(request.has("Digits")).isFalse();
            assertThat(caller.heard()).containsExactly("What can we do for you", "Thanks");
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void aVoiceDuringThePromptStopsThePrompt() {
        try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(600));
            caller.say("Sales", SECOND);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("What can we do for you…", "Thanks");
            assertThat(world.app.request("/said").parameter("SpeechResult")).isEqualTo("Sales");
        }
    }

    @Test
    void withoutBargeInNothingCountsThatIsSaidDuringThePrompt() {
        try (RouterWorld world = menu("input=\"speech\" bargeIn=\"false\" timeout=\"2\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(300));
            caller.say("Sales", Duration.ofMillis(500));
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("What can we do for you", "Nothing heard");
            assertThat(world.app.requests("/said")).isEmpty();
        }
    }

    @Test
    void silenceFallsThroughToTheNextVerb() {
        try (RouterWorld world = menu("input=\"dtmf speech\" timeout=\"3\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("What can we do for you", "Nothing heard");
            assertThat(world.app.requests("/said")).isEmpty();
        }
    }

    @Test
    void noiseWithoutWordsProlongsNothing() {
        try (RouterWorld world = menu("input=\"speech\" timeout=\"4\" speechTimeout=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            caller.say("[noise]", SECOND);
            world.run(Duration.ofSeconds(3));
            assertThat(caller.heard()).containsExactly("What can we do for you");
            world.run(Duration.ofSeconds(2));
            assertThat(caller.heard()).containsExactly("What can we do for you", "Nothing heard");
            world.toTheEnd();
        }
    }

    @Test
    void actionOnEmptyResultAsksTheActionWithAnEmptyResult() {
        try (RouterWorld world = menu("input=\"speech\" timeout=\"1\" actionOnEmptyResult=\"true\"")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/said").parameter("SpeechResult")).isEmpty();
        }
    }

    @Test
    void aKeyBeatsSpeechThatIsNotUnderstoodYet() {
        try (RouterWorld world = menu("input=\"dtmf speech\" numDigits=\"2\" speechTimeout=\"3\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("Well", SECOND);
            world.run(SECOND);
            caller.press("42");
            world.toTheEnd();
            AppRequest request = world.app.request("/said");
            assertThat(request.parameter("Digits")).isEqualTo("42");
            assertThat(request.has("SpeechResult")).isFalse();
        }
    }

    @Test
    void theFinishingKeyIsIgnoredOnceSomebodySpeaks() {
        try (RouterWorld world = menu("input=\"dtmf speech\" speechTimeout=\"2\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("Sales", SECOND);
            world.run(Duration.ofMillis(500));
            caller.press("#");
            world.toTheEnd();
            AppRequest request = world.app.request("/said");
            assertThat(request.parameter("SpeechResult")).isEqualTo("Sales");
            assertThat(request.has("FinishedOnKey")).isFalse();
        }
    }

    @Test
    void aLongSilenceIsPartOfWhatIsSaidWhenSpeechTimeoutSaysSo() {
        try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"4\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("Sales", SECOND);
            world.run(Duration.ofSeconds(3));
            caller.say("no wait, support", SECOND);
            world.toTheEnd();
            assertThat(world.app.request("/said").parameter("SpeechResult")).isEqualTo("Sales no wait, support");
        }
    }

    @Test
    void partialResultsAreToldWhileTheCallerSpeaksAndNobodyWaitsForTheirAnswers() {
        try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"1\" partialResultCallback=\"/partial\"")) {
            world.app.on("/partial", "not a document");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("one two three", Duration.ofMillis(2800));
            world.run(Duration.ofMillis(2500));
            caller.say("four", SECOND);
            world.toTheEnd();
            List<AppRequest> partials = world.app.requests("/partial");
            assertThat(partials).hasSizeGreaterThanOrEqualTo(2);
            AppRequest first = partials.getFirst();
            assertThat(first.parameter("UnstableSpeechResult")).isEqualTo("one two three");
            assertThat(first.parameter("StableSpeechResult")).isEmpty();
            assertThat(first.parameter("SequenceNumber")).isEqualTo("0");
            assertThat(first.parameter("CallSid")).isEqualTo(world.call().sid().value());
            AppRequest last = partials.getLast();
            assertThat(last.parameter("StableSpeechResult")).isEqualTo("one two three");
            assertThat(last.parameter("UnstableSpeechResult")).isEqualTo("four");
            assertThat(world.app.request("/said").parameter("SpeechResult")).isEqualTo("one two three four");
        }
    }

    @Test
    void profanityIsMaskedUnlessTheDocumentWantsToHearIt() {
        for (boolean filter : List.of(true, false)) {
            try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"1\" profanityFilter=\"" + filter + "\"")) {
                TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
                world.run(Duration.ofSeconds(3));
                caller.say("this is bullshit and shit", SECOND);
                world.toTheEnd();
                assertThat(world.app.request("/said").parameter("SpeechResult"))
                        .isEqualTo(filter ? "this is bullshit and s***" : "this is bullshit and shit");
            }
        }
    }

    @Test
    void withoutARecogniserTheDeveloperIsToldWhyAndKeysStillCount() {
        try (RouterWorld world = menu(RouterWorld.deaf(), "input=\"dtmf speech\" numDigits=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.press("1");
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13340);
            assertThat(world.count(
                            EventType.CALL_ERROR,
                            "message",
                            "Speech cannot be understood: no speech recognition is configured; set recognition.http.url."
                                    + " Gather takes keys only."))
                    .isEqualTo(1);
            assertThat(world.app.request("/said").parameter("Digits")).isEqualTo("1");
        }
    }

    @Test
    void whenOnlySpeechIsWantedAndNobodyListensTheNextVerbRunsAtOnce() {
        try (RouterWorld world = menu(RouterWorld.deaf(), "input=\"speech\" timeout=\"60\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(6));
            assertThat(caller.heard()).containsExactly("What can we do for you", "Nothing heard");
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13340);
        }
    }

    @Test
    void aLanguageThatNobodyUnderstandsIsToldLikewise() {
        try (RouterWorld world = menu("input=\"speech\" language=\"tlh\"")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13340);
        }
    }

    @Test
    void aRecogniserThatFailsIsAnErrorAndTheCallGoesOn() {
        try (RouterWorld world = menu("input=\"speech\" timeout=\"2\" speechTimeout=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("[broken]", SECOND);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13340);
            assertThat(caller.heard()).containsExactly("What can we do for you", "Nothing heard");
        }
    }

    @Test
    void wrongAttributesAreWarningsAndTheDefaults() {
        try (RouterWorld world = menu("input=\"speech\" speechTimeout=\"soon\" speechModel=\"psychic\" language=\"?\""
                + " maxSpeechTime=\"61\" profanityFilter=\"maybe\" hints=\"" + "x".repeat(101) + ",bill\" timeout=\"1\""
                + " partialResultCallback=\"/p\" partialResultCallbackMethod=\"PUT\"")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactlyInAnyOrder(13327, 13334, 13331, 13328, 13333, 13330, 13329);
        }
    }

    @Test
    void whoHangsUpWhileSpeakingAsksNothing() {
        try (RouterWorld world = menu("input=\"speech\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(3));
            caller.say("I want", Duration.ofSeconds(4));
            world.run(SECOND);
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.app.requests("/said")).isEmpty();
        }
    }
}

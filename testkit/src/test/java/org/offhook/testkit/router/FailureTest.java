package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.notifications.Notification;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.store.Query;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// What happens when the application does not do its part (CALL-7; contract §3, §5).
final class FailureTest {

    private static final String SORRY = "We are sorry.";

    private static RouterWorld withFallback() {
        RouterWorld world = new RouterWorld();
        world.app.on("/fallback", "<Response><Say>The fallback speaks</Say></Response>");
        return world.number(
                RouterWorld.NUMBER,
                new NumberSettings(
                        null,
                        new Hook(world.app.url("/voice"), "POST"),
                        new Hook(world.app.url("/fallback"), "POST"),
                        null,
                        null,
                        null,
                        false));
    }

    static Stream<Arguments> failures() {
        byte[] large =
                ("<Response>" + " ".repeat(70_000) + "</Response>").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(Reply.fails(Reply.Fate.REFUSED), 11202),
                Arguments.of(Reply.fails(Reply.Fate.DROPPED), 11205),
                Arguments.of(Reply.fails(Reply.Fate.SILENT), 11203),
                Arguments.of(Reply.status(404), 11200),
                Arguments.of(Reply.status(500), 11200),
                Arguments.of(Reply.typed("application/json", new byte[] {'{', '}'}), 12300),
                Arguments.of(Reply.typed("text/xml", large), 11750),
                Arguments.of(Reply.xml("<Response><Say>open</Response>"), 12100),
                Arguments.of(Reply.xml("<response/>"), 12102),
                Arguments.of(
                        Reply.xml("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Response>&e;</Response>"),
                        12100),
                Arguments.of(Reply.redirect(302, "/voice"), 11215));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theFallbackIsAskedWithTheErrorsCodeAndUrl(Reply reply, int code) {
        try (RouterWorld world = withFallback()) {
            world.app.on("/voice", reply);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("The fallback speaks");
            AppRequest request = world.app.request("/fallback");
            assertThat(request.parameter("ErrorCode")).isEqualTo(Integer.toString(code));
            assertThat(request.parameter("ErrorUrl")).isEqualTo(world.app.url("/voice"));
            assertThat(request.parameter("CallSid"))
                    .isEqualTo(world.call().sid().value());
            assertThat(world.codes()).containsExactly(code);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void withoutAFallbackTheCallerHearsANeutralMessageAndTheCallEnds(Reply reply, int code) {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/voice")) {
            world.app.on("/voice", reply);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).singleElement().asString().startsWith(SORRY);
            assertThat(caller.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(world.codes()).containsExactly(code);
        }
    }

    @Test
    void t20ABlankBeforeTheXmlDeclarationIsError12100() {
        try (RouterWorld world =
                new RouterWorld().answers(" <?xml version=\"1.0\"?><Response><Say>Hi</Say></Response>")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(12100);
        }
    }

    @Test
    void aFailureIsANotificationWithRequestAndResponse() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Say>open</Response>")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            Notification problem =
                    world.store.list(Notification.KIND, Query.of(null)).getFirst();
            assertThat(problem.error()).isTrue();
            assertThat(problem.subject()).isEqualTo(world.call().sid());
            assertThat(problem.url()).isEqualTo(world.app.url("/voice"));
            assertThat(problem.request()).contains("CallSid=" + world.call().sid());
            assertThat(problem.response()).isEqualTo("<Response><Say>open</Response>");
        }
    }

    @Test
    void aFailedActionUrlGoesToTheFallbackOfTheNumber() {
        try (RouterWorld world = withFallback()) {
            world.app.on("/voice", "<Response><Redirect>/gone</Redirect></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("The fallback speaks");
            assertThat(world.app.request("/fallback").parameter("ErrorUrl")).isEqualTo(world.app.url("/gone"));
        }
    }

    @Test
    void aRefusedConnectionIsTriedTwice() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/voice")) {
            world.app.on("/voice", Reply.fails(Reply.Fate.REFUSED));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.requests("/voice")).hasSize(2);
            assertThat(world.app.requests("/voice").stream()
                            .map(r -> r.headers().get("I-Twilio-Idempotency-Token"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void theFragmentOfAUrlSaysHowToRetryAndIsNotSent() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/voice#rc=3&rp=5xx")) {
            world.app.on("/voice", Reply.status(503));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.requests("/voice")).hasSize(4);
            assertThat(world.app.requests("/voice").getFirst().url().getFragment())
                    .isNull();
        }
    }

    @Test
    void aDocumentThatRedirectsToItselfForEverIsStopped() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Redirect/></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.isOver()).isTrue();
            assertThat(world.codes()).containsExactly(14106);
            assertThat(world.app.requests("/voice")).hasSize(100);
        }
    }

    @Test
    void aSoundThatIsNoSoundIsAnErrorAndTheNextVerbRuns() {
        try (RouterWorld world =
                new RouterWorld().answers("<Response><Play>/missing.wav</Play><Say>Still here</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Still here");
            assertThat(world.codes()).containsExactly(13420);
        }
    }

    @Test
    void t19UnknownVerbsAndAttributesAreWarningsAndTheCallGoesOn() {
        try (RouterWorld world = new RouterWorld()
                .answers(
                        "<Response><say>no</say><Dance/><Connect>x</Connect><Say colour=\"red\">Yes</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Yes");
            assertThat(world.codes()).containsExactly(12200, 12200, 12200, 12200);
            assertThat(world.store.list(Notification.KIND, Query.of(null))).noneMatch(Notification::error);
        }
    }

    @Test
    void aNumberWithoutAVoiceUrlSaysSorry() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, NumberSettings.NONE)) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).singleElement().asString().startsWith(SORRY);
            assertThat(world.codes()).containsExactly(11100);
        }
    }

    @Test
    void redirectsAreFollowedAndCookiesAreKeptForTheCall() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/voice")) {
            world.app.on("/voice", Reply.redirect(303, "/deep/real").header("set-cookie", "session=42; Path=/"));
            world.app.on("/deep/real", "<Response><Redirect method=\"GET\">next</Redirect></Response>");
            world.app.on("/deep/next", "<Response><Say>There</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("There");
            AppRequest real = world.app.request("/deep/real");
            assertThat(real.method()).isEqualTo("GET");
            assertThat(real.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(real.headers()).containsEntry("Cookie", "session=42");
            // T9: relative to the document's final URL, after redirects.
            assertThat(world.app.request("/deep/next").headers()).containsEntry("Cookie", "session=42");
        }
    }

    @Test
    void aGetThatMayBeKeptIsNotFetchedAgainAndAStaleOneIsChecked() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on(
                    "/menu.xml",
                    request -> request.headers().containsKey("If-None-Match")
                            ? Reply.status(304)
                            : Reply.xml("<Response><Say>Menu</Say></Response>").header("etag", "\"v1\""));
            world.number(
                    RouterWorld.NUMBER,
                    NumberSettings.answeredBy(new Hook(
                            "data:text/xml,<Response><Redirect method='GET'>http://app.example/menu.xml</Redirect></Response>",
                            "POST")));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Menu");
        }
    }

    @Test
    void basicAuthenticationInTheUrlIsAHeaderAndNotSentAsPartOfIt() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/voice", "<Response/>");
            world.number(
                    RouterWorld.NUMBER,
                    NumberSettings.answeredBy(new Hook("http://user:pass@app.example/voice", "POST")));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest request = world.app.request("/voice");
            assertThat(request.headers()).containsEntry("Authorization", "Basic dXNlcjpwYXNz");
            assertThat(request.url().getUserInfo()).isNull();
        }
    }

    @Test
    void theWholeFetchTakesFifteenSecondsAtMost() {
        try (RouterWorld world = withFallback()) {
            world.app.on("/voice", Reply.xml("<Response/>").after(Duration.ofSeconds(60)));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/fallback").at()).isLessThan(Duration.ofSeconds(16));
        }
    }

    @Test
    void aStoreThatTakesNothingAnswersNoCall() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Say>Hi</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(20));
            world.store.refuse("disk full");
            world.run(Duration.ofSeconds(1));
            world.store.recover();
            assertThat(caller.count(org.offhook.core.signalling.LegEvent.Answered.class))
                    .isZero();
            assertThat(caller.isOver()).isTrue();
            assertThat(caller.finalStatus()).isEqualTo(503);
            world.run(Duration.ofSeconds(10));
            assertThat(world.status()).isEqualTo(CallStatus.FAILED);
        }
    }
}

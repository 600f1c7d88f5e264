package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.offhook.core.recordings.Recording;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Traps of contract §23 that stand in no other test of the router: T2 and T1 are in [GatherTest], T4 in
/// [RecordTest], T6 in [DialTest], T7 in [DialLimitsTest], T11 in [RestTest], T19 and T20 in [FailureTest]. That
/// none is forgotten is seen by the house test of the traps.
final class TrapsTest {

    @Test
    void t1RecordWithoutAnActionAsksTheCurrentDocumentAgain() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on(
                    "/voice",
                    request -> Reply.xml(
                            request.has("RecordingUrl")
                                    ? "<Response><Say>Kept</Say></Response>"
                                    : "<Response><Record/></Response>"));
            world.number(RouterWorld.NUMBER, "/voice");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(2));
            world.run(Duration.ofSeconds(3));
            caller.press("1");
            world.toTheEnd();
            assertThat(world.app.requests("/voice")).hasSize(2);
            assertThat(caller.heard()).containsExactly("beep", "Kept");
        }
    }

    @Test
    void t5WhatTheCallbackPointsToIsThere() {
        try (RouterWorld world = new RouterWorld()) {
            AtomicBoolean complete = new AtomicBoolean();
            world.answers("<Response><Record recordingStatusCallback=\"/status\" action=\"/done\"/></Response>");
            world.app.on("/done", "<Response/>");
            world.app.on("/status", request -> {
                complete.set(world.recordings().getFirst().status() == Recording.Status.COMPLETED);
                return Reply.status(204);
            });
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(3));
            world.toTheEnd();
            assertThat(world.app.requests("/status")).hasSize(1);
            assertThat(complete).isTrue();
        }
    }

    @Test
    void t7RecordTrimsTheSilenceThatDialKeeps() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Record timeout=\"10\" action=\"/done\"/></Response>");
            world.app.on("/done", "<Response/>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(4));
            caller.speak(Duration.ofSeconds(3));
            world.toTheEnd();
            assertThat(world.app.request("/done").parameter("RecordingDuration"))
                    .isEqualTo("3");
        }
    }

    @Test
    void t9RelativeUrlsStartFromWhereTheDocumentCameFromAfterRedirects() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/voice", Reply.redirect(302, "/deep/down/menu"));
            world.app.on("/deep/down/menu", "<Response><Redirect>next</Redirect></Response>");
            world.app.on("/deep/down/next", "<Response><Say>Here</Say></Response>");
            world.number(RouterWorld.NUMBER, "/voice");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Here");
        }
    }

    @Test
    void t22AnsweredByIsToldOnlyWhenSomebodyAskedForIt() {
        try (RouterWorld world = new RouterWorld()) {
            world.number(RouterWorld.NUMBER, "/voice");
            world.app.on("/status", Reply.status(204));
            world.outside("+15557777");
            world.desk.place(world.order("+15557777", "<Response><Say>Hello</Say></Response>"));
            world.toTheEnd();
            assertThat(world.app.requests("/status")).isNotEmpty().noneMatch(request -> request.has("AnsweredBy"));
        }
    }

    @Test
    void t26OnlyADialledLegHasAParent() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Dial><Number url=\"/whisper\">+15557777</Number></Dial></Response>");
            world.app.on("/whisper", "<Response/>");
            TestPhone bob = world.outside("+15557777");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            caller.hangUp();
            world.toTheEnd();
            AppRequest whisper = world.app.request("/whisper");
            assertThat(whisper.parameter("ParentCallSid"))
                    .isEqualTo(world.calls().getFirst().sid().value());
            assertThat(world.app.request("/voice").has("ParentCallSid")).isFalse();
        }
    }

    @Test
    void t27AClientIsNamedWithItsPrefixOnBothEnds() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers(
                    "<Response><Dial callerId=\"client:ada\"><Client url=\"/whisper\">bob</Client></Dial></Response>");
            world.app.on("/whisper", "<Response/>");
            world.registered.put("bob", List.of(new Binding("sip:bob@192.0.2.9", null)));
            TestPhone bob = world.outside("bob");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(bob));
            caller.hangUp();
            world.toTheEnd();
            AppRequest whisper = world.app.request("/whisper");
            assertThat(whisper.parameter("From")).isEqualTo("client:ada");
            assertThat(whisper.parameter("To")).isEqualTo("client:bob");
        }
    }

    @Test
    void t18ThePlusOfANumberIsEscaped() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/voice", "<Response><Say>Hello</Say></Response>");
            world.number(
                    RouterWorld.NUMBER,
                    org.offhook.core.numbers.NumberSettings.answeredBy(new Hook(world.app.url("/voice"), "GET")));
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest request = world.app.request("/voice");
            assertThat(request.url().getRawQuery()).contains("To=%2B15550100");
            assertThat(request.parameter("To")).isEqualTo("+15550100");
        }
    }
}

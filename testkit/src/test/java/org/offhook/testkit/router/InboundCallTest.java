package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.events.EventType;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.web.WebRequest;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.fakes.Reply;
import org.offhook.testkit.store.MemoryStore;

/// A call comes in, the application says what to do, the caller hears it.
final class InboundCallTest {

    @Test
    void aCallIsAVisitToTheNumbersUrlAndTheCallerHearsTheDocument() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Say>Hello</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Hello");
            assertThat(caller.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(world.call().seconds()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nobody",
            value = {
                "<sip:+15550777@a.example?Reason=SIP%3Bcause%3D486>;index=1, <sip:x@b.example>;index=1.1 | +15550777",
                "<sip:+15550777@a.example>;index=1, <sip:x@b.example;cause=408>;index=1.1 | +15550777",
                "<sip:+15550777@a.example>;index=1, <sip:+15550777@b.example>;index=1.1 | nobody",
                "<sip:+15550777@a.example>;index=1 | nobody",
                "rubbish, <sip: | nobody"
            })
    void historySaysWhoForwardedTheCall(String history, String forwardedFrom) {
        try (RouterWorld world = new RouterWorld().answers("<Response/>")) {
            TestPhone caller = world.caller();
            caller.headers.put("History-Info", history);
            caller.dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest request = world.app.request("/voice");
            assertThat(request.has("ForwardedFrom")).isEqualTo(forwardedFrom != null);
            if (forwardedFrom != null) {
                assertThat(request.parameter("ForwardedFrom")).isEqualTo(forwardedFrom);
            }
        }
    }

    /// An application may ask the API about a call as soon as it hears of it.
    @Test
    void theCallIsStoredBeforeAnybodyIsAskedAboutIt() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Redirect>/next</Redirect></Response>")) {
            world.app.on("/next", "<Response/>");
            List<List<Call>> known = new ArrayList<>();
            world.web.observe(new FakeWeb.Observer() {
                @Override
                public void left(WebRequest request) {
                    known.add(world.calls());
                }

                @Override
                public void requested(FakeApp app, AppRequest request) {}
            });
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(known).hasSize(2).allSatisfy(calls -> assertThat(calls).hasSize(1));
        }
    }

    @Test
    void everyRequestCarriesTheStateOfTheCall() {
        try (RouterWorld world = new RouterWorld().answers("<Response/>")) {
            TestPhone caller = world.caller();
            caller.headers.put("X-Campaign", "spring");
            caller.headers.put("Diversion", "<sip:+15550777@carrier.example>;reason=no-answer");
            caller.dial(RouterWorld.NUMBER);
            world.toTheEnd();
            AppRequest request = world.app.request("/voice");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.parameter("CallSid"))
                    .isEqualTo(world.call().sid().value());
            assertThat(request.parameter("AccountSid"))
                    .isEqualTo(world.account.sid().value());
            assertThat(request.parameter("From")).isEqualTo("+15550142");
            assertThat(request.parameter("Caller")).isEqualTo("+15550142");
            assertThat(request.parameter("To")).isEqualTo(RouterWorld.NUMBER);
            assertThat(request.parameter("Called")).isEqualTo(RouterWorld.NUMBER);
            assertThat(request.parameter("CallStatus")).isEqualTo("ringing");
            assertThat(request.parameter("Direction")).isEqualTo("inbound");
            assertThat(request.parameter("ApiVersion")).isEqualTo("2010-04-01");
            assertThat(request.parameter("ForwardedFrom")).isEqualTo("+15550777");
            assertThat(request.parameter("FromCity")).isEqualTo("SPRINGFIELD");
            assertThat(request.parameter("CalledCountry")).isEqualTo("US");
            assertThat(request.parameter("SipHeader_X-Campaign")).isEqualTo("spring");
            assertThat(request.parameter("SipSourceIp")).isEqualTo("198.51.100.7");
            assertThat(request.has("ParentCallSid")).isFalse();
            assertThat(request.has("CallerName")).isFalse();
        }
    }

    @Test
    void callsToNumbersNobodyHasGet404() {
        try (RouterWorld world = new RouterWorld()) {
            TestPhone caller = world.caller().dial("+15550123");
            world.toTheEnd();
            assertThat(caller.finalStatus()).isEqualTo(404);
            assertThat(world.calls()).isEmpty();
        }
    }

    @Test
    void callersThatTheGateDoesNotKnowGet403() {
        try (RouterWorld world = new RouterWorld().answers("<Response/>")) {
            TestPhone caller = world.phone("sip:stranger@nowhere.example").dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.finalStatus()).isEqualTo(403);
            assertThat(world.app.requests()).isEmpty();
        }
    }

    @Test
    void rejectAsTheFirstVerbRefusesWithoutAnswering() {
        try (RouterWorld world =
                new RouterWorld().answers("<Response><Reject reason=\"busy\"/><Say>Never</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.finalStatus()).isEqualTo(486);
            assertThat(caller.count(LegEvent.Answered.class)).isZero();
            assertThat(world.status()).isEqualTo(CallStatus.BUSY);
            assertThat(world.call().started()).isNull();
        }
    }

    @Test
    void redirectDoesNotAnswerSoTheNextDocumentCanStillReject() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Redirect>/next</Redirect></Response>")) {
            world.app.on("/next", "<Response><Reject/></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.finalStatus()).isEqualTo(603);
            assertThat(world.status()).isEqualTo(CallStatus.NO_ANSWER);
        }
    }

    @Test
    void anEmptyDocumentEndsTheCallPolitely() {
        try (RouterWorld world = new RouterWorld().answers("<Response/>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.count(LegEvent.Answered.class)).isEqualTo(1);
            assertThat(caller.isOver()).isTrue();
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void plainTextIsSpokenThenTheCallEnds() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/text")) {
            world.app.on("/text", Reply.text("Just words"));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Just words");
            assertThat(caller.isOver()).isTrue();
        }
    }

    @Test
    void audioIsPlayedThenTheCallEnds() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/song.wav")) {
            world.app.on("/song.wav", Reply.sound(Duration.ofSeconds(2)));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("http://app.example/song.wav");
            assertThat(world.app.requests()).hasSize(1);
        }
    }

    @Test
    void theCallerHangsUpDuringASlowWebhookAndTheExchangeIsGivenUp() {
        try (RouterWorld world = new RouterWorld().number(RouterWorld.NUMBER, "/slow")) {
            world.app.on(
                    "/slow", Reply.xml("<Response><Say>Late</Say></Response>").after(Duration.ofSeconds(10)));
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.hangUp();
            world.run(Duration.ofSeconds(1));
            assertThat(world.desk.active()).isZero();
            assertThat(world.status()).isEqualTo(CallStatus.CANCELED);
            world.toTheEnd();
            assertThat(world.events(EventType.DOCUMENT)).isEmpty();
        }
    }

    @Test
    void theCallerHangsUpInTheMiddleOfASentence() {
        try (RouterWorld world = new RouterWorld()
                .answers("<Response><Say>A long sentence that takes its time</Say><Say>Never</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.hangUp();
            world.toTheEnd();
            assertThat(world.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(world.events(EventType.SPEECH)).hasSize(1);
            assertThat(world.events(EventType.PLAY_ENDED).getFirst().data()).containsEntry("complete", "false");
        }
    }

    @Test
    void reInvitesAreAnsweredWhateverTheScriptIsDoing() {
        try (RouterWorld world =
                new RouterWorld().answers("<Response><Say>A long sentence that takes its time</Say></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.reoffer();
            world.toTheEnd();
            assertThat(caller.count(LegEvent.Renegotiated.class)).isEqualTo(1);
            assertThat(caller.heard()).containsExactly("A long sentence that takes its time");
        }
    }

    @Test
    void aCallBeyondTheCapacityGets503() {
        try (RouterWorld world = new RouterWorld(
                        new MemoryStore(),
                        new CallLimits(
                                1,
                                100,
                                Duration.ofHours(4),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(5),
                                200,
                                100,
                                4))
                .answers("<Response><Pause length=\"10\"/></Response>")) {
            world.caller().dial(RouterWorld.NUMBER);
            TestPhone second = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(second.finalStatus()).isEqualTo(503);
            assertThat(world.calls()).hasSize(1);
        }
    }

    @Test
    void whileTheDiskIsLateNewCallsGet503() {
        MemoryStore store = new MemoryStore();
        try (RouterWorld world = new RouterWorld(store, CallLimits.STANDARD).answers("<Response/>")) {
            store.late(Duration.ofSeconds(1));
            assertThat(dialled(world)).as("once").isEqualTo(200);
            store.late(Duration.ofMillis(1001));
            assertThat(dialled(world)).isEqualTo(503);
            store.late(Duration.ofMillis(101));
            assertThat(dialled(world)).as("a tenth is tolerated now").isEqualTo(503);
            store.late(Duration.ofMillis(100));
            assertThat(dialled(world)).isEqualTo(200);
        }
    }

    /// What a call comes to.
    private static int dialled(RouterWorld world) {
        TestPhone phone = world.caller().dial(RouterWorld.NUMBER);
        world.toTheEnd();
        return phone.finalStatus();
    }

    @Test
    void drainingTakesNoNewCallsAndWaitsForTheLast() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Pause length=\"10\"/></Response>")) {
            TestPhone first = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            var drained = world.desk.drain(Duration.ofSeconds(60)).toCompletableFuture();
            TestPhone second = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            assertThat(second.finalStatus()).isEqualTo(503);
            assertThat(drained).isNotDone();
            world.run(Duration.ofSeconds(10));
            assertThat(first.isOver()).isTrue();
            assertThat(drained).isDone();
        }
    }

    @Test
    void drainingHangsUpWhatDoesNotEndInTime() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Pause length=\"1000\"/></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            var drained = world.desk.drain(Duration.ofSeconds(5)).toCompletableFuture();
            world.run(Duration.ofSeconds(6));
            assertThat(caller.isOver()).isTrue();
            assertThat(drained).isDone();
        }
    }

    @Test
    void aCallEndsAtItsTimeLimit() {
        try (RouterWorld world = new RouterWorld(
                        new MemoryStore(),
                        new CallLimits(
                                10,
                                100,
                                Duration.ofSeconds(30),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(5),
                                200,
                                100,
                                4))
                .answers("<Response><Pause length=\"1000\"/></Response>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.isOver()).isTrue();
            assertThat(world.call().seconds()).isEqualTo(30);
            assertThat(world.codes()).isEqualTo(List.of(32015));
        }
    }
}

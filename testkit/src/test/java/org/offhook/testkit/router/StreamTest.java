package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.live.StreamDesk;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.store.Query;
import org.offhook.core.streams.CallStream;
import org.offhook.core.streams.StreamSockets.Ending;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeStreams;

/// Media streams as documents and REST begin and end them (contract §7.1, §13, §24).
final class StreamTest {

    private static final String URL = "wss://app.example/listen";
    private static final String HALF_SECOND_OF_SOUND = "\"" + "AAAA".repeat(1_333) + "\"";

    private static RouterWorld world(String document) {
        RouterWorld world = new RouterWorld().answers("<Response>" + document + "</Response>");
        world.app.on("/told", "<Response/>");
        world.app.on("/after", "<Response><Say>After</Say></Response>");
        return world;
    }

    private static String connect(String attributes) {
        return "<Connect " + attributes + "><Stream name=\"s\" statusCallback=\"/told\" url=\"" + URL
                + "\"/></Connect><Say>Next</Say>";
    }

    private static List<String> told(RouterWorld world) {
        return world.app.requests("/told").stream()
                .map((AppRequest request) -> request.parameter("StreamEvent"))
                .toList();
    }

    private static List<CallStream> rows(RouterWorld world) {
        return world.store.list(CallStream.KIND, Query.of(null));
    }

    @Test
    void connectWaitsUntilTheApplicationHangsUpThenTheNextVerbRuns() {
        try (RouterWorld world = world(connect(""))) {
            FakeStreams.App app = world.streams.at(URL);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(5));
            caller.press("42");
            world.run(Duration.ofSeconds(1));
            assertThat(caller.heard()).isEmpty();
            app.hangUp(Ending.GOOD);
            world.toTheEnd();

            assertThat(app.heard("dtmf")).hasSize(2);
            assertThat(app.heard("media").size()).isBetween(250, 310);
            assertThat(caller.heard()).containsExactly("Next");
            assertThat(told(world)).containsExactly("stream-started", "stream-stopped");
            assertThat(rows(world)).singleElement().satisfies(row -> {
                assertThat(row.status()).isEqualTo(CallStream.Status.STOPPED);
                assertThat(row.name()).isEqualTo("s");
            });
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void soundIsHeardMarksComeBackAfterItAndTheActionIsAsked() {
        try (RouterWorld world = world(connect("action=\"/after\""))) {
            FakeStreams.App app = world.streams.at(URL);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            String sid = rows(world).getFirst().sid().value();
            app.say("{\"event\":\"media\",\"streamSid\":\"" + sid + "\",\"media\":{\"payload\":" + HALF_SECOND_OF_SOUND
                    + "}}");
            app.say("{\"event\":\"mark\",\"streamSid\":\"" + sid + "\",\"mark\":{\"name\":\"spoken\"}}");
            world.run(Duration.ofMillis(300));
            assertThat(app.heard("mark")).isEmpty();
            world.run(Duration.ofMillis(500));
            assertThat(app.heard("mark")).hasSize(1);
            app.hangUp(new Ending(31921, "closed with code 4000"));
            world.toTheEnd();

            assertThat(caller.heard()).containsExactly("[stream]…", "After");
            assertThat(world.app.request("/after").parameter("StreamSid")).isEqualTo(sid);
            assertThat(world.app.request("/after").parameter("StreamEvent")).isEqualTo("stream-error");
            assertThat(told(world)).containsExactly("stream-started", "stream-error");
            assertThat(world.codes()).containsExactly(31921);
        }
    }

    @Test
    void aHangUpEndsTheStreamWithAStopMessage() {
        try (RouterWorld world = world(connect(""))) {
            FakeStreams.App app = world.streams.at(URL);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            caller.hangUp();
            world.toTheEnd();

            assertThat(app.heard("stop")).hasSize(1);
            assertThat(app.closed()).isTrue();
            assertThat(told(world)).containsExactly("stream-started", "stream-stopped");
        }
    }

    @Test
    void whatCannotConnectIsAnErrorAndTheCallGoesOn() {
        try (RouterWorld world = world(connect(""))) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(caller.heard()).containsExactly("Next");
            assertThat(told(world)).containsExactly("stream-error");
            assertThat(world.codes()).containsExactly(31902);
        }
    }

    @Test
    void severalForksRunBesideTheCallUpToTheLimit() {
        String forks = ("<Start><Stream url=\"" + URL + "\"/></Start>").repeat(5);
        try (RouterWorld world = world(forks + "<Pause length=\"2\"/><Say>Bye</Say>")) {
            FakeStreams.App app = world.streams.at(URL);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(app.heard("start")).hasSize(4);
            assertThat(app.heard("stop")).hasSize(4);
            assertThat(world.codes()).containsExactly(31960);
            assertThat(caller.heard()).containsExactly("Bye");
        }
    }

    @Test
    void restBeginsAStreamOfALiveCallAndEndsItByName() {
        try (RouterWorld world = world("<Pause length=\"20\"/>")) {
            FakeStreams.App app = world.streams.at(URL);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            StreamDesk desk = world.desk.beside().streams();
            Outcome<CallStream> started = desk.start(wish(world, world.call()));
            assertThat(started).isInstanceOf(Outcome.Done.class);
            assertThat(desk.start(wish(world, world.call()))).isInstanceOf(Outcome.Refused.class);
            world.run(Duration.ofSeconds(2));
            assertThat(app.heard("start").getFirst()).contains("\"tracks\":[\"outbound\"]");
            assertThat(desk.stop(world.account.sid(), world.call().sid(), "by rest"))
                    .isInstanceOf(Outcome.Done.class);
            world.run(Duration.ofSeconds(1));
            assertThat(app.heard("stop")).hasSize(1);
            caller.hangUp();
            world.toTheEnd();

            assertThat(told(world)).containsExactly("stream-started", "stream-stopped");
            assertThat(desk.start(wish(world, world.call()))).isInstanceOf(Outcome.Refused.class);
        }
    }

    private static StreamDesk.Wish wish(RouterWorld world, Call call) {
        return new StreamDesk.Wish(
                world.account.sid(),
                call.sid(),
                "by rest",
                URL,
                Track.OUTBOUND,
                Map.of(),
                new Hook(world.app.url("/told"), "POST"));
    }
}

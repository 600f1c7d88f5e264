package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.store.Query;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.transcriptions.LiveTranscription.Status;
import org.offhook.core.transcriptions.TranscriptOrder;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;

/// Start and Stop with Transcription (contract §6.4, §7.2).
final class LiveTranscriptionTest {

    private static RouterWorld world(RouterWorld world, String attributes, String rest) {
        world.app.on("/heard", "");
        return world.answers("<Response><Start><Transcription name=\"notes\" statusCallbackUrl=\"/heard\" " + attributes
                + "/></Start>" + rest + "</Response>");
    }

    private static List<String> events(RouterWorld world) {
        return world.app.requests("/heard").stream()
                .map(told -> told.parameter("TranscriptionEvent"))
                .toList();
    }

    private static List<LiveTranscription> rows(RouterWorld world) {
        return world.store.list(LiveTranscription.KIND, Query.of(null));
    }

    @Test
    void whatBothSaySaysWhoSaidIt() {
        try (RouterWorld world = world(
                new RouterWorld(),
                "inboundTrackLabel=\"caller\" languageCode=\"en-GB\"",
                "<Say>Good morning</Say><Pause length=\"9\"/>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(4));
            caller.say("I have a \"question\"", Duration.ofSeconds(2));
            world.toTheEnd();
            assertThat(events(world))
                    .containsExactly(
                            "transcription-started",
                            "transcription-content",
                            "transcription-content",
                            "transcription-stopped");
            List<AppRequest> told = world.app.requests("/heard");
            assertThat(told.get(0).parameter("InboundTrackLabel")).isEqualTo("caller");
            assertThat(told.get(0).parameter("Track")).isEqualTo("both_tracks");
            assertThat(told.get(0).parameter("LanguageCode")).isEqualTo("en-GB");
            assertThat(told.get(1).parameter("Track")).isEqualTo("outbound_track");
            assertThat(told.get(1).parameter("TranscriptionData")).contains("\"transcript\":\"Good morning\"");
            assertThat(told.get(2).parameter("Track")).isEqualTo("inbound_track");
            assertThat(told.get(2).parameter("TranscriptionData"))
                    .isEqualTo("{\"transcript\":\"I have a \\\"question\\\"\",\"confidence\":0.900000}");
            assertThat(told.get(2).parameter("Final")).isEqualTo("true");
            for (int i = 0; i < told.size(); i++) {
                assertThat(told.get(i).parameter("SequenceId")).isEqualTo(Integer.toString(i + 1));
                assertThat(told.get(i).parameter("CallSid"))
                        .isEqualTo(world.call().sid().value());
                assertThat(told.get(i).parameter("TranscriptionSid"))
                        .isEqualTo(rows(world).getFirst().sid().value());
            }
            assertThat(rows(world)).extracting(LiveTranscription::status).containsExactly(Status.STOPPED);
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void stopEndsTheOneOfThatName() {
        try (RouterWorld world = world(
                new RouterWorld(),
                "track=\"inbound_track\" partialResults=\"true\"",
                "<Pause length=\"5\"/><Stop><Transcription name=\"notes\"/></Stop><Pause length=\"5\"/>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.say("before", Duration.ofSeconds(2));
            world.run(Duration.ofSeconds(6));
            caller.say("after", Duration.ofSeconds(1));
            world.toTheEnd();
            List<AppRequest> told = world.app.requests("/heard");
            assertThat(events(world)).last().isEqualTo("transcription-stopped");
            assertThat(told.stream().filter(one -> "true".equals(one.has("Final") ? one.parameter("Final") : "")))
                    .hasSize(1);
            assertThat(told.stream().filter(one -> one.has("Stability"))).isNotEmpty();
            assertThat(told.toString()).doesNotContain("after");
        }
    }

    @Test
    void withoutARecogniserTheCallbackAndTheDeveloperAreTold() {
        try (RouterWorld world = world(RouterWorld.deaf(), "", "<Say>Hello</Say>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(events(world)).containsExactly("transcription-error");
            assertThat(world.codes()).containsExactly(13340);
            assertThat(caller.heard()).containsExactly("Hello");
            assertThat(rows(world)).extracting(LiveTranscription::status).containsExactly(Status.STOPPED);
        }
    }

    @Test
    void restBeginsAndEndsOneBesideTheDocument() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Pause length=\"20\"/></Response>")) {
            world.app.on("/heard", "");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            var sid = world.sids.next(SidType.LIVE_TRANSCRIPTION);
            var desk = world.desk.beside().transcriptions();
            var call = world.call().sid();
            Outcome<LiveTranscription> begun = desk.start(
                    world.account.sid(),
                    call,
                    new TranscriptOrder(
                            sid,
                            "rest",
                            Track.INBOUND,
                            null,
                            null,
                            "google",
                            Wish.plain("en-US"),
                            false,
                            new Hook(world.app.url("/heard"), "POST")));
            assertThat(begun).isInstanceOf(Outcome.Done.class);
            world.run(Duration.ofSeconds(1));
            caller.say("hello", Duration.ofSeconds(1));
            world.run(Duration.ofSeconds(4));
            assertThat(desk.stop(world.account.sid(), call, "rest")).isInstanceOf(Outcome.Done.class);
            world.run(Duration.ofSeconds(2));
            assertThat(events(world))
                    .containsExactly("transcription-started", "transcription-content", "transcription-stopped");
            assertThat(desk.stop(world.account.sid(), call, "nobody")).isInstanceOf(Outcome.Refused.class);
            world.toTheEnd();
        }
    }
}

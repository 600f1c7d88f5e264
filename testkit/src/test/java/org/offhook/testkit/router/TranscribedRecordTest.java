package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.core.transcriptions.Transcription.Status;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.store.MemoryStore;

/// Record with transcribe (contract §6.2, §12).
final class TranscribedRecordTest {

    private static RouterWorld voicemail(String attributes, Function<SpokenWords, Heard> ears) {
        RouterWorld world = new RouterWorld(new MemoryStore(), CallLimits.STANDARD, List.of(new Secretary(ears)));
        world.answers("<Response><Record action=\"/kept\" playBeep=\"false\" transcribe=\"true\""
                + " transcribeCallback=\"/text\" " + attributes + "/></Response>");
        world.app.on("/kept", "<Response><Say>Thanks</Say></Response>");
        world.app.on("/text", "");
        return world;
    }

    private record Secretary(Function<SpokenWords, Heard> ears) implements SpeechRecogniser {
        @Override
        public String name() {
            return "secretary";
        }

        @Override
        public boolean understands(String language) {
            return true;
        }

        @Override
        public Heard hear(SpokenWords said) {
            return ears.apply(said);
        }
    }

    private static Heard length(SpokenWords said) {
        return new Heard.Words(said.sound().duration().toSeconds() + " seconds", null);
    }

    private static List<Transcription> transcriptions(RouterWorld world) {
        return world.store.list(Transcription.KIND, Query.of(null));
    }

    @Test
    void theCallbackIsToldTheTextAlthoughTheCallIsOver() {
        try (RouterWorld world = voicemail("", TranscribedRecordTest::length)) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(9));
            world.run(Duration.ofSeconds(10));
            caller.hangUp();
            world.toTheEnd();
            AppRequest told = world.app.request("/text");
            Transcription row = transcriptions(world).getFirst();
            assertThat(row.status()).isEqualTo(Status.COMPLETED);
            assertThat(row.text()).isEqualTo("9 seconds");
            assertThat(told.parameter("TranscriptionText")).isEqualTo("9 seconds");
            assertThat(told.parameter("TranscriptionStatus")).isEqualTo("completed");
            assertThat(told.parameter("TranscriptionSid")).isEqualTo(row.sid().value());
            assertThat(told.parameter("RecordingSid"))
                    .isEqualTo(world.recordings().getFirst().sid().value());
            assertThat(told.parameter("RecordingUrl"))
                    .endsWith("/Recordings/" + row.recording().value());
            assertThat(told.parameter("TranscriptionUrl"))
                    .endsWith("/Recordings/" + row.recording() + "/Transcriptions/" + row.sid());
            assertThat(told.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void aRecordingOfLessThanTwoSecondsIsNotTranscribed() {
        try (RouterWorld world = voicemail("", TranscribedRecordTest::length)) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(1));
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(13617);
            assertThat(transcriptions(world)).isEmpty();
            assertThat(world.app.requests("/kept")).hasSize(1);
        }
    }

    @Test
    void theLongestIsTwoMinutesUnlessTheDocumentWantsMoreAndIsWarned() {
        try (RouterWorld world = voicemail("", TranscribedRecordTest::length);
                RouterWorld longer = voicemail("maxLength=\"300\"", TranscribedRecordTest::length)) {
            for (RouterWorld each : List.of(world, longer)) {
                TestPhone caller = each.caller().dial(RouterWorld.NUMBER);
                each.run(Duration.ofSeconds(1));
                caller.speak(Duration.ofSeconds(200));
                each.toTheEnd();
            }
            assertThat(world.recordings().getFirst().duration())
                    .isBetween(Duration.ofSeconds(118), Duration.ofSeconds(120));
            assertThat(transcriptions(world)).hasSize(1);
            assertThat(longer.recordings().getFirst().duration())
                    .isBetween(Duration.ofSeconds(199), Duration.ofSeconds(201));
            assertThat(longer.codes()).containsExactly(13615, 13617);
        }
    }

    @Test
    void aRecogniserThatFailsIsAskedAgainAndThenTheTranscriptionHasFailed() {
        AtomicInteger asked = new AtomicInteger();
        try (RouterWorld world = voicemail("", _ -> {
            asked.incrementAndGet();
            return new Heard.Failed("the service answered 500");
        })) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(4));
            world.toTheEnd();
            assertThat(asked).hasValue(3);
            assertThat(world.app.request("/text").parameter("TranscriptionStatus"))
                    .isEqualTo("failed");
            assertThat(world.codes()).containsExactly(13620);
        }
    }

    @Test
    void withoutARecogniserTheTranscriptionFailsAtOnceAndSaysWhy() {
        try (RouterWorld world = RouterWorld.deaf()) {
            world.answers("<Response><Record playBeep=\"false\" transcribe=\"true\" action=\"/kept\"/></Response>");
            world.app.on("/kept", "<Response/>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(4));
            world.toTheEnd();
            assertThat(transcriptions(world)).extracting(Transcription::status).containsExactly(Status.FAILED);
            assertThat(world.codes()).containsExactly(13620);
        }
    }

    @Test
    void whatACrashLeftOpenIsTranscribedAfterTheNextStart() {
        MemoryStore store = new MemoryStore();
        try (RouterWorld world = new RouterWorld(store, CallLimits.STANDARD)) {
            world.store.commit(Change.put(
                    Transcription.KIND,
                    Samples.make(
                            Transcription.KIND,
                            1,
                            true,
                            Map.of("account", world.account.sid(), "status", Status.IN_PROGRESS))));
            world.desk.recover();
            world.toTheEnd();
            assertThat(transcriptions(world)).extracting(Transcription::status).containsExactly(Status.FAILED);
        }
    }
}

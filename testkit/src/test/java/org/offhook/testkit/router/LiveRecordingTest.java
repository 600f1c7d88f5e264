package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.calls.live.RecordingDesk;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.Recording.Status;
import org.offhook.core.web.Hook;

/// Recordings that are begun, paused and stopped while the call goes on (contract §7.2, §12).
final class LiveRecordingTest {

    private static RouterWorld world(String document) {
        RouterWorld world = new RouterWorld().answers("<Response>" + document + "</Response>");
        world.app.on("/told", "<Response/>");
        return world;
    }

    private static RecordingDesk.Wish wish(RouterWorld world, int channels) {
        return new RecordingDesk.Wish(
                world.account.sid(),
                world.call().sid(),
                channels,
                Track.BOTH,
                false,
                new Hook(world.app.url("/told"), "POST"),
                List.of("in-progress", "completed"));
    }

    private static Recording started(Outcome<Recording> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Recording>) outcome).value();
    }

    private static Recording row(RouterWorld world, Recording of) {
        return world.store.find(Recording.KIND, of.sid()).orElseThrow();
    }

    @Test
    void aPauseThatIsSkippedIsNotInTheLengthAndTheCallGoesOnAfterTheStop() {
        try (RouterWorld world = world("<Pause length=\"60\"/>")) {
            RecordingDesk desk = world.desk.beside().recordings();
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            Recording recording = started(desk.start(wish(world, 2)));
            world.run(Duration.ofSeconds(4));
            desk.change(recording, Status.PAUSED, Pause.SKIP);
            world.run(Duration.ofSeconds(10));
            assertThat(row(world, recording).status()).isEqualTo(Status.PAUSED);
            desk.change(row(world, recording), Status.IN_PROGRESS, Pause.SILENCE);
            world.run(Duration.ofSeconds(4));
            desk.change(row(world, recording), Status.STOPPED, Pause.SILENCE);
            world.run(Duration.ofSeconds(2));

            Recording complete = row(world, recording);
            assertThat(caller.isOver()).isFalse();
            assertThat(complete.status()).isEqualTo(Status.COMPLETED);
            assertThat(complete.channels()).isEqualTo(2);
            assertThat(complete.source()).isEqualTo("StartCallRecordingAPI");
            assertThat(complete.duration()).isBetween(Duration.ofMillis(7_500), Duration.ofMillis(8_500));
            assertThat(desk.change(complete, Status.PAUSED, Pause.SKIP)).isInstanceOf(Outcome.Refused.class);
            assertThat(world.app.requests("/told"))
                    .extracting(request -> request.parameter("RecordingStatus"))
                    .containsExactly("in-progress", "completed");
            caller.hangUp();
        }
    }

    @Test
    void aPauseOfSilenceIsInTheLengthAndTheEndOfTheCallEndsTheRecording() {
        try (RouterWorld world = world("<Pause length=\"60\"/>")) {
            RecordingDesk desk = world.desk.beside().recordings();
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            Recording recording = started(desk.start(wish(world, 1)));
            world.run(Duration.ofSeconds(2));
            desk.change(recording, Status.PAUSED, Pause.SILENCE);
            world.run(Duration.ofSeconds(4));
            caller.hangUp();
            world.toTheEnd();

            assertThat(row(world, recording).status()).isEqualTo(Status.COMPLETED);
            assertThat(row(world, recording).duration()).isBetween(Duration.ofMillis(5_500), Duration.ofMillis(6_500));
            assertThat(desk.start(wish(world, 1))).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void startRecordsBesideTheVerbsThatFollow() {
        try (RouterWorld world = world("<Start><Recording channels=\"dual\" recordingStatusCallback=\"/told\"/></Start>"
                + "<Pause length=\"3\"/><Say>Bye</Say>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(caller.heard()).containsExactly("Bye");
            assertThat(world.recordings()).singleElement().satisfies(recording -> {
                assertThat(recording.status()).isEqualTo(Status.COMPLETED);
                assertThat(recording.channels()).isEqualTo(2);
                assertThat(recording.duration()).isGreaterThan(Duration.ofSeconds(3));
            });
            assertThat(world.app.requests("/told")).hasSize(1);
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void aDocumentBeginsNoMoreThanACallMayHave() {
        String start = "<Start><Recording/></Start>";
        try (RouterWorld world = world(start.repeat(5) + "<Pause length=\"3\"/><Say>Bye</Say>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(caller.heard()).containsExactly("Bye");
            assertThat(world.recordings()).hasSize(4);
            assertThat(world.codes()).isEqualTo(List.of(RecordingDesk.TOO_MANY));
        }
    }

    @Test
    void aCallHasFourRecordingsAtMost() {
        try (RouterWorld world = world("<Pause length=\"60\"/>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            for (int i = 0; i < 4; i++) {
                started(world.desk.beside().recordings().start(wish(world, 1)));
            }
            assertThat(world.desk.beside().recordings().start(wish(world, 1)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RecordingDesk.TOO_MANY));
            caller.hangUp();
        }
    }
}

package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.core.recordings.Recording;
import org.offhook.testkit.fakes.AppRequest;

/// Record: what is kept, and what the application learns of it (contract §7.1, §12, §23).
final class RecordTest {

    private static RouterWorld voicemail(String attributes) {
        RouterWorld world = new RouterWorld()
                .answers("<Response><Record action=\"/done\" " + attributes + "/><Say>Nobody spoke</Say></Response>");
        world.app.on("/done", "<Response><Say>Kept</Say></Response>");
        world.app.on("/status", "<Response/>");
        return world;
    }

    @Test
    void aKeyEndsTheRecordingAndTheActionLearnsWhichAndHowLong() {
        try (RouterWorld world = voicemail("")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(4));
            world.run(Duration.ofSeconds(4));
            caller.press("#");
            world.toTheEnd();
            Recording recording = world.recordings().getFirst();
            AppRequest request = world.app.request("/done");
            assertThat(request.parameter("Digits")).isEqualTo("#");
            assertThat(request.parameter("RecordingSid"))
                    .isEqualTo(recording.sid().value());
            assertThat(request.parameter("RecordingUrl"))
                    .isEqualTo("https://api.example/2010-04-01/Accounts/" + world.account.sid() + "/Recordings/"
                            + recording.sid());
            assertThat(request.parameter("RecordingDuration")).isEqualTo("4");
            assertThat(recording.status()).isEqualTo(Recording.Status.COMPLETED);
            assertThat(recording.source()).isEqualTo("RecordVerb");
            assertThat(caller.heard()).containsExactly("beep", "Kept");
        }
    }

    @Test
    void silenceEndsTheRecording() {
        try (RouterWorld world = voicemail("timeout=\"2\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(3));
            world.toTheEnd();
            assertThat(world.app.request("/done").parameter("Digits")).isEmpty();
        }
    }

    @Test
    void aRecordingOfNothingFallsThroughToTheNextVerb() {
        try (RouterWorld world = voicemail("timeout=\"2\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.requests("/done")).isEmpty();
            assertThat(caller.heard()).containsExactly("beep", "Nobody spoke");
            assertThat(world.recordings().getFirst().status()).isEqualTo(Recording.Status.ABSENT);
        }
    }

    @Test
    void t4HangingUpDuringRecordStillPostsTheActionWithDigitsHangup() {
        try (RouterWorld world = voicemail("")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(10));
            world.run(Duration.ofSeconds(3));
            caller.hangUp();
            world.toTheEnd();
            AppRequest request = world.app.request("/done");
            assertThat(request.parameter("Digits")).isEqualTo("hangup");
            assertThat(request.parameter("CallStatus")).isEqualTo("completed");
            assertThat(request.parameter("RecordingDuration")).isNotEqualTo("0");
            assertThat(caller.heard()).containsExactly("beep");
        }
    }

    @Test
    void hangingUpWithoutAWordLeavesAnAbsentRecording() {
        try (RouterWorld world = voicemail("trim=\"do-not-trim\" recordingStatusCallback=\"/status\""
                + " recordingStatusCallbackEvent=\"completed absent\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMillis(800));
            caller.hangUp();
            world.toTheEnd();
            Recording recording = world.recordings().getFirst();
            assertThat(recording.status()).isEqualTo(Recording.Status.ABSENT);
            assertThat(recording.errorCode()).isEqualTo(16101);
            assertThat(world.app.request("/status").parameter("RecordingStatus"))
                    .isEqualTo("absent");
        }
    }

    @Test
    void theBeepStandsInTheTimelineLikeEverythingThatIsPlayed() {
        try (RouterWorld world = voicemail("timeout=\"1\"")) {
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.count(EventType.PLAY, "caption", "beep")).isOne();
            assertThat(world.count(EventType.PLAY_ENDED, "what", "tone")).isOne();
        }
    }

    @Test
    void withoutABeepNothingIsHeardFirst() {
        try (RouterWorld world = voicemail("playBeep=\"false\" timeout=\"1\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Nobody spoke");
        }
    }

    @Test
    void maxLengthEndsTheRecording() {
        try (RouterWorld world = voicemail("maxLength=\"5\" timeout=\"0\" trim=\"do-not-trim\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(30));
            world.toTheEnd();
            assertThat(world.app.request("/done").parameter("RecordingDuration"))
                    .isEqualTo("5");
        }
    }

    @Test
    void theStatusCallbackTellsWhenTheFileIsComplete() {
        try (RouterWorld world = voicemail("recordingStatusCallback=\"/status\"")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(2));
            world.run(Duration.ofSeconds(2));
            caller.press("1");
            world.toTheEnd();
            AppRequest told = world.app.request("/status");
            assertThat(told.parameter("RecordingStatus")).isEqualTo("completed");
            assertThat(told.parameter("RecordingSource")).isEqualTo("RecordVerb");
            assertThat(told.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(told.parameter("RecordingChannels")).isEqualTo("1");
            assertThat(told.has("RecordingStartTime")).isTrue();
        }
    }
}

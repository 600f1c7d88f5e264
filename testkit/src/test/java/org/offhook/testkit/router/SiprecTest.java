package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.core.siprec.Connector;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Recording sessions (contract §7.2, Siprec; RFC 7866). The recorder of these tests takes the first stream that it is
/// offered and refuses the other.
final class SiprecTest {

    static final Connector RECORDER = new Connector("recorder", "sip:recorder@srs.example", null);

    private static RouterWorld recording(String noun, String verbs) {
        RouterWorld world = new RouterWorld();
        world.app.on("/told", Reply.status(204));
        return world.answers("<Response><Start>" + noun + "</Start>" + verbs + "</Response>");
    }

    private static List<String> told(RouterWorld world) {
        return world.app.requests("/told").stream()
                .map(request -> request.parameter("SiprecEvent"))
                .toList();
    }

    @Test
    void theServerHearsTheCallerUntilTheCallEnds() {
        try (RouterWorld world = recording(
                "<Siprec name=\"all\" connectorName=\"recorder\" statusCallback=\"/told\"/>",
                "<Pause length=\"30\"/>")) {
            TestPhone recorder = world.outside("recorder");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> told(world).contains("siprec-started"));
            caller.speak(Duration.ofSeconds(2));
            world.run(Duration.ofSeconds(5));
            assertThat(recorder.isOver()).isFalse();
            caller.hangUp();
            world.toTheEnd();

            assertThat(recorder.isOver()).isTrue();
            assertThat(told(world)).containsExactly("siprec-started", "siprec-stopped");
            AppRequest first = world.app.requests("/told").getFirst();
            assertThat(first.parameter("SiprecSid")).startsWith("SR");
            assertThat(first.parameter("SiprecName")).isEqualTo("all");
            assertThat(first.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(world.events(EventType.SIPREC_STARTED)).hasSize(1);
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void stopEndsTheOneOfThatName() {
        try (RouterWorld world = recording(
                "<Siprec name=\"all\" connectorName=\"recorder\" track=\"inbound_track\" statusCallback=\"/told\"/>",
                "<Pause length=\"5\"/><Stop><Siprec name=\"all\"/></Stop><Pause length=\"20\"/>")) {
            TestPhone recorder = world.outside("recorder");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(10));
            assertThat(recorder.isOver()).isTrue();
            assertThat(told(world)).containsExactly("siprec-started", "siprec-stopped");
            assertThat(caller.isOver()).isFalse();
            caller.hangUp();
            world.toTheEnd();
        }
    }

    @Test
    void aServerThatRefusesOrLeavesChangesNothingAboutTheCall() {
        try (RouterWorld world =
                recording("<Siprec connectorName=\"recorder\" statusCallback=\"/told\"/>", "<Say>Hello.</Say>")) {
            world.outside("recorder").refusesWith(486);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Hello.");
            assertThat(told(world)).containsExactly("siprec-error");
            assertThat(world.codes()).containsExactly(31900);
        }
        try (RouterWorld world = recording(
                "<Siprec connectorName=\"recorder\" statusCallback=\"/told\"/>",
                "<Pause length=\"9\"/><Say>Hello.</Say>")) {
            TestPhone recorder = world.outside("recorder");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> told(world).contains("siprec-started"));
            recorder.hangUp();
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Hello.");
            assertThat(told(world)).containsExactly("siprec-started", "siprec-stopped");
        }
    }

    @Test
    void whoIsNotConfiguredIsNotCalled() {
        try (RouterWorld world = recording("<Siprec connectorName=\"nobody\"/>", "<Say>Hello.</Say>")) {
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Hello.");
            assertThat(world.codes()).containsExactly(31940);
        }
    }

    @Test
    void aCallHasTwoAtMost() {
        String one = "<Siprec connectorName=\"recorder\"/>";
        try (RouterWorld world = recording(one + one + one, "<Pause length=\"2\"/>")) {
            world.outside("recorder");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(31960);
            assertThat(world.events(EventType.SIPREC_STARTED)).hasSizeBetween(1, 2);
        }
    }
}

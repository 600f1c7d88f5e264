package org.offhook.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.emails.MailServer;
import org.offhook.core.events.Event;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.recordings.Recording;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// The power fails in the middle of calls, and comes back (TRUST §3).
final class PowerCutTest {

    private static World talking(String document) {
        World world = World.seeded(11);
        world.app().on("/voice", document).on("/status", Reply.status(204));
        world.tenant()
                .number(
                        "+15550100",
                        new NumberSettings(
                                null,
                                world.tenant().hook("/voice"),
                                null,
                                null,
                                null,
                                world.tenant().hook("/status"),
                                false));
        return world;
    }

    @Test
    void afterTheRestartNoCallIsInProgressAndItsRecordIsClosed() {
        try (World world = talking("<Response><Record timeout=\"0\"/></Response>")) {
            world.phone().calls("+15550100").waits(Duration.ofSeconds(20)).hangsUp();
            world.after(Duration.ofSeconds(5), () -> world.powerFails(Duration.ofSeconds(3)));
            world.run();

            Call call = world.tenant().call();
            assertThat(call.status()).isEqualTo(CallStatus.FAILED);
            assertThat(call.seconds()).isBetween(0L, 5L);
            assertThat(world.tenant().recordings())
                    .extracting(Recording::status)
                    .doesNotContain(Recording.Status.IN_PROGRESS);
            assertThat(world.app().requests("/status"))
                    .singleElement()
                    .extracting(request -> request.parameter("CallStatus"))
                    .isEqualTo("failed");
        }
    }

    @Test
    void theNextCallIsServedAsIfNothingHadBeen() {
        try (World world = talking("<Response><Say>Hello.</Say></Response>")) {
            world.after(Duration.ofSeconds(1), () -> world.powerFails(Duration.ofSeconds(2)));
            world.runFor(Duration.ofSeconds(5));
            var call = world.phone().calls("+15550100");
            world.run();

            assertThat(call.heard()).containsExactly("Hello.");
            assertThat(world.lives()).isEqualTo(1);
        }
    }

    @Test
    void anEmailThatNobodyTookBeforeIsSentAfterwardsOnce() {
        try (World world = talking("<Response><Email to=\"ada@app.example\">Hello.</Email><Pause/></Response>")) {
            world.mail().says("ada@app.example", new MailServer.Handed.Later("nobody is there"));
            world.phone().calls("+15550100");
            world.runFor(Duration.ofSeconds(5));
            assertThat(world.mail().taken()).isEmpty();
            world.powerFails(Duration.ofSeconds(3));
            world.mail().says("ada@app.example", new MailServer.Handed.Taken());
            world.run();
            assertThat(world.mail().taken())
                    .singleElement()
                    .satisfies(email -> assertThat(email.text()).isEqualTo("Hello."));
        }
    }

    @Test
    void statusCallbacksCountOnAcrossTheRestart() {
        try (World world = talking("<Response/>")) {
            var tenant = world.tenant();
            world.carrier();
            var plain = tenant.placing("+15550100", "+442079460000", "<Response><Pause length=\"60\"/></Response>");
            tenant.place(new org.offhook.core.calls.PlaceCall(
                    plain.account(),
                    plain.to(),
                    plain.from(),
                    null,
                    plain.twiml(),
                    null,
                    tenant.hook("/status"),
                    List.of("initiated", "ringing", "answered", "completed"),
                    null,
                    plain.timeout(),
                    plain.timeLimit(),
                    false,
                    null,
                    null,
                    null,
                    null,
                    null));
            world.after(Duration.ofSeconds(10), () -> world.powerFails(Duration.ofSeconds(1)));
            world.after(Duration.ofSeconds(15), () -> world.carrier().calls().forEach(call -> call.hangUp()));
            world.run();

            List<AppRequest> told = world.app().requests("/status");
            assertThat(told)
                    .extracting(request -> request.parameter("SequenceNumber") + " " + request.parameter("CallStatus"))
                    .containsExactly("0 initiated", "1 ringing", "2 in-progress", "3 failed");
        }
    }

    @Test
    void eventsAreNumberedOnAcrossTheRestart() {
        try (World world = talking("<Response><Pause length=\"60\"/></Response>")) {
            world.phone().calls("+15550100").waits(Duration.ofSeconds(20)).hangsUp();
            world.after(Duration.ofSeconds(5), () -> world.powerFails(Duration.ofSeconds(3)));
            world.run();

            List<Event> events = world.tenant().events(world.tenant().call().sid());
            assertThat(events).extracting(Event::sequence).isSorted().doesNotHaveDuplicates();
            assertThat(events.getLast().sequence()).isEqualTo(events.size() - 1);
        }
    }
}

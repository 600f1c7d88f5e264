package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.calls.live.UserMessageDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;

/// UserDefinedMessages (contract §25.1): what an application and the program at the far end of a call say to each
/// other.
final class UserMessagesTest {

    private static final String JSON = "application/json";
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final RouterWorld world = new RouterWorld().answers("<Response><Pause length=\"30\"/></Response>");
    private final TestPhone caller = world.caller().dial(RouterWorld.NUMBER);

    {
        world.app.on("/said", "");
        world.run(MOMENT);
    }

    private UserMessageDesk desk() {
        return world.desk.beside().userMessages();
    }

    private Sid subscribed() {
        Outcome<Asset> made =
                desk().subscribe(world.account.sid(), world.call().sid(), new Hook(world.app.url("/said"), "POST"));
        return ((Outcome.Done<Asset>) made).value().sid();
    }

    private static int code(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).code();
    }

    @Test
    void whatTheFarEndSendsIsToldToWhoeverSubscribed() {
        try (world) {
            Sid subscription = subscribed();
            caller.info(JSON, "{\"said\":\"hello\"}");
            caller.info("application/media_control+xml", "<media_control/>");
            world.run(MOMENT);
            assertThat(desk().unsubscribe(world.account.sid(), world.call().sid(), subscription))
                    .isTrue();
            caller.info(JSON, "{\"said\":\"too late\"}");
            world.run(MOMENT);
            assertThat(world.app.requests("/said")).hasSize(1);
            AppRequest told = world.app.requests("/said").getFirst();
            assertThat(told.parameter("Content")).isEqualTo("{\"said\":\"hello\"}");
            assertThat(told.parameter("ContentType")).isEqualTo(JSON);
            assertThat(told.parameter("UserDefinedMessageSid")).startsWith("KX");
            assertThat(told.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(world.codes()).isEmpty();
            caller.hangUp();
            world.toTheEnd();
        }
    }

    @Test
    void theFarEndGetsWhatTheApplicationSends() {
        try (world) {
            assertThat(desk().send(world.account.sid(), world.call().sid(), "{\"page\":2}"))
                    .isInstanceOf(Outcome.Done.class);
            world.run(MOMENT);
            assertThat(caller.events)
                    .filteredOn(LegEvent.Info.class::isInstance)
                    .extracting(event -> ((LegEvent.Info) event).body())
                    .containsExactly("{\"page\":2}");
            caller.hangUp();
            world.toTheEnd();
        }
    }

    @Test
    void whatIsNoMessageIsRefusedOrWarnedOf() {
        try (world) {
            Sid account = world.account.sid();
            Sid call = world.call().sid();
            String longest = "\"" + "x".repeat(10_000) + "\"";
            assertThat(code(desk().send(account, call, "no json"))).isEqualTo(32702);
            assertThat(code(desk().send(account, call, longest))).isEqualTo(32703);
            subscribed();
            caller.info(JSON, "no json");
            caller.info(JSON, longest);
            world.run(MOMENT);
            assertThat(world.app.requests("/said")).isEmpty();
            assertThat(world.codes()).containsExactly(32702, 32703);
            caller.hangUp();
            world.toTheEnd();
            assertThat(code(desk().send(account, call, "{}"))).isEqualTo(21220);
        }
    }

    @Test
    void aFarEndThatSendsWithoutEndIsNotToldWithoutEnd() {
        try (world) {
            subscribed();
            for (int i = 0; i < 1_010; i++) {
                caller.info(JSON, "{}");
                world.run(Duration.ofMillis(5));
            }
            caller.hangUp();
            world.toTheEnd();
            world.run(Duration.ofMinutes(1));
            assertThat(world.app.requests("/said").size()).isEqualTo(1_000);
            assertThat(world.codes()).containsExactly(32703);
        }
    }

    @Test
    void aCallHasSoManySubscriptions() {
        try (world) {
            for (int i = 0; i < UserMessageDesk.MOST; i++) {
                subscribed();
            }
            assertThat(code(desk().subscribe(
                                    world.account.sid(), world.call().sid(), new Hook(world.app.url("/said"), "POST"))))
                    .isEqualTo(20409);
            caller.hangUp();
            world.toTheEnd();
        }
    }
}

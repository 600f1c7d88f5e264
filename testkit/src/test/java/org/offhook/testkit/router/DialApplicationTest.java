package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.Direction;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.testkit.fakes.AppRequest;

/// Dial to an application (contract §7.2).
final class DialApplicationTest {

    private static final String MENU = "<Response><Say>You have reached the menu.</Say></Response>";

    /// An application of the account of this world.
    static void application(RouterWorld world, String sid) {
        put(world, world.account.sid(), new Sid(sid));
    }

    private static Sid application(RouterWorld world, Sid account) {
        Sid sid = world.sids.next(SidType.APPLICATION);
        put(world, account, sid);
        return sid;
    }

    private static void put(RouterWorld world, Sid account, Sid sid) {
        world.app.on("/menu", MENU).on("/ended", "<Response/>");
        world.store.commit(Change.put(
                AssetKinds.APPLICATIONS,
                new Asset(
                        sid,
                        account,
                        null,
                        Map.of("voice_url", world.app.url("/menu"), "status_callback", world.app.url("/ended")),
                        world.timeline.now(),
                        world.timeline.now())));
    }

    private static Sid account(RouterWorld world, Sid parent) {
        Account account = new Account(
                world.sids.next(SidType.ACCOUNT),
                parent,
                "Other",
                world.sids.token(),
                Account.Status.ACTIVE,
                world.timeline.now(),
                world.timeline.now());
        world.store.commit(Change.put(Account.KIND, account));
        world.web.token(account.sid(), account.authToken());
        return account.sid();
    }

    private static TestPhone dials(RouterWorld world, String noun) {
        world.app.on("/after", "<Response><Say>After.</Say></Response>");
        world.answers("<Response><Dial action=\"/after\">" + noun + "</Dial></Response>");
        TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
        world.toTheEnd();
        return caller;
    }

    @Test
    void theCallerHearsTheApplicationWhichIsToldItsParameters() {
        try (RouterWorld world = new RouterWorld()) {
            Sid sid = application(world, world.account.sid());
            TestPhone caller = dials(
                    world,
                    "<Application statusCallback=\"/ended\"><ApplicationSid>" + sid
                            + "</ApplicationSid><Parameter name=\"Order\" value=\"a&amp;b = ü\"/>"
                            + "<Parameter name=\"Shop\" value=\"7\"/></Application>");

            assertThat(caller.heard()).containsExactly("ringing tone…", "You have reached the menu.", "After.");
            AppRequest asked = world.app.request("/menu");
            assertThat(asked.parameter("ApplicationSid")).isEqualTo(sid.value());
            assertThat(asked.parameter("Order")).isEqualTo("a&b = ü");
            assertThat(asked.parameter("Shop")).isEqualTo("7");
            assertThat(asked.parameter("From")).isEqualTo("+15550142");
            assertThat(asked.parameter("To")).isEqualTo("app:" + sid);
            assertThat(asked.parameter("Direction")).isEqualTo("inbound");
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("completed");
            assertThat(world.calls())
                    .extracting(Call::direction)
                    .containsExactly(Direction.INBOUND, Direction.OUTBOUND_DIAL, Direction.INBOUND);
            assertThat(world.app.requests("/ended"))
                    .extracting(request -> request.parameter("CallSid"))
                    .containsExactlyInAnyOrder(
                            world.calls().get(1).sid().value(),
                            world.calls().get(2).sid().value());
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void itMayBeToldWhomTheCallerCalled() {
        try (RouterWorld world = new RouterWorld()) {
            Sid sid = application(world, world.account.sid());
            dials(world, "<Application copyParentTo=\"true\">" + sid + "</Application>");
            assertThat(world.app.request("/menu").parameter("To")).isEqualTo(RouterWorld.NUMBER);
        }
    }

    @Test
    void itStandsAlone() {
        try (RouterWorld world = new RouterWorld()) {
            Sid sid = application(world, world.account.sid());
            TestPhone bob = world.outside(DialTest.BOB);
            dials(world, "<Application>" + sid + "</Application><Number>" + DialTest.BOB + "</Number>");
            assertThat(bob.heard()).isEmpty();
            assertThat(world.codes()).containsExactly(12200);
            assertThat(world.app.requests("/menu")).hasSize(1);
        }
    }

    @Test
    void anApplicationOfASubAccountIsReachedByNamingIt() {
        try (RouterWorld world = new RouterWorld()) {
            Sid child = account(world, world.account.sid());
            Sid sid = application(world, child);
            TestPhone caller = dials(world, "<Application customerId=\"" + child + "\">" + sid + "</Application>");
            assertThat(caller.heard()).contains("You have reached the menu.");
            assertThat(world.app.request("/menu").parameter("AccountSid")).isEqualTo(child.value());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyElsesApplicationIsThere(boolean named) {
        try (RouterWorld world = new RouterWorld()) {
            Sid stranger = account(world, null);
            Sid sid = application(world, stranger);
            TestPhone caller = dials(
                    world,
                    "<Application" + (named ? " customerId=\"" + stranger + "\"" : "") + ">" + sid + "</Application>");
            assertThat(caller.heard()).containsExactly("After.");
            assertThat(world.app.requests("/menu")).isEmpty();
            assertThat(world.codes()).containsExactly(21218);
            assertThat(world.app.request("/after").parameter("DialCallStatus")).isEqualTo("failed");
        }
    }

    @Test
    void oneThatDialsItselfComesToAnEnd() {
        try (RouterWorld world = new RouterWorld()) {
            Sid sid = application(world, world.account.sid());
            world.app.on("/menu", "<Response><Dial><Application>" + sid + "</Application></Dial></Response>");
            world.answers("<Response><Dial><Application>" + sid + "</Application></Dial></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMinutes(2));
            assertThat(world.calls()).hasSizeLessThan(30);
            assertThat(world.codes()).contains(13225);
            caller.hangUp();
            world.toTheEnd();
        }
    }
}

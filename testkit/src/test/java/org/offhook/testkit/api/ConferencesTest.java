package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.api.Api;
import org.offhook.api.Routes;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.numbers.Stock;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.IceServers;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberPool;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.UsageDesk;
import org.offhook.testkit.fakes.PhoneCall;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;
import org.offhook.testkit.sim.World;

/// `…/Conferences` and their participants, over conferences that phones are in.
final class ConferencesTest {

    private static final String NUMBER = "+15550100";

    private final World world = World.seeded(7);
    private DirectClient client;
    private String home;

    @BeforeEach
    void open() {
        Store store = world.store();
        Sids sids = new Sids(new SplittableRandom(99));
        Desks desks = new Desks(
                store,
                world.timeline(),
                new NumberDesk(store, world.timeline(), sids),
                world.desk()::place,
                world.desk()::change,
                command -> Outcome.refused(400, 20422, "no messages here"),
                world.recordings(),
                sids,
                new AccountDesk(store, world.timeline(), sids),
                new AssetDesk(store, world.timeline(), sids),
                world.conferences(),
                world.queues(),
                new Stock(NumberPool.EMPTY, new NumberDesk(store, world.timeline(), sids), number -> ApiFixture.PLACE),
                new UsageDesk(store, Prices.FREE),
                new ApiFixture().callerIds,
                new ApiFixture().registrations,
                (_, _, _) -> null,
                world.desk().beside(),
                IceServers.NONE,
                new ApiFixture().bans,
                ApiFixture.ALICE,
                ApiFixture.proofs(store, world.timeline(), sids));
        Api api = new Api(Routes.of(desks), sids, world.timeline(), (id, fault) -> {
            throw new AssertionError(fault);
        });
        Account account = store.find(Account.KIND, world.tenant().sid()).orElseThrow();
        client = DirectClient.nobody(api::handle).as(account.sid().value(), account.authToken());
        home = "/2010-04-01/Accounts/" + account.sid();
        world.app().on("/voice", "<Response><Dial><Conference>daily &amp; co</Conference></Dial></Response>");
        world.number(NUMBER, "/voice");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whoIsInIsListedMutedHeldAndRemoved() {
        PhoneCall first = enters();
        enters();
        Reply list = client.get(home + "/Conferences.json?Status=in-progress&FriendlyName=daily%20%26%20co");
        assertThat(list.json().get("conferences")).hasSize(1);
        String participants = list.at("/conferences/0/subresource_uris/participants");
        Reply both = client.get(participants);
        assertThat(both.json().get("participants")).hasSize(2);
        String one = both.at("/participants/0/uri");
        assertThat(client.get(one).json().get("muted").asBoolean()).isFalse();
        assertThat(client.post(one, "Muted", "true").json().get("muted").asBoolean())
                .isTrue();
        moment();
        assertThat(client.get(participants + "?Muted=true").json().get("participants"))
                .hasSize(1);
        assertThat(client.post(one, "Hold", "true").json().get("hold").asBoolean())
                .isTrue();
        moment();
        assertThat(client.post(one).at("/code")).isEqualTo("20422");
        assertThat(client.post(one, "Muted", "perhaps").at("/code")).isEqualTo("20422");
        assertThat(client.delete(one).status()).isEqualTo(204);
        moment();
        assertThat(client.get(participants).json().get("participants")).hasSize(1);
        assertThat(client.get(one).status()).isEqualTo(404);
        first.hangUp();
    }

    @Test
    void t24AConferenceIsFoundByItsNameAndEnded() {
        enters();
        enters();
        String byName = home + "/Conferences/daily%20%26%20co.json";
        Reply found = client.get(byName);
        assertThat(found.at("/status")).isEqualTo("in-progress");
        assertThat(client.post(byName, "Status", "paused").at("/code")).isEqualTo("20422");
        assertThat(client.post(byName, "Status", "completed").status()).isEqualTo(200);
        moment();
        Reply over = client.get(found.at("/uri"));
        assertThat(over.at("/status")).isEqualTo("completed");
        assertThat(over.at("/reason_conference_ended")).isEqualTo("conference-ended-via-api");
        assertThat(client.get(byName).status()).isEqualTo(404);
        assertThat(client.get(over.at("/subresource_uris/participants")).json().get("participants"))
                .isEmpty();
    }

    @Test
    void itsRecordingIsPausedResumedAndStoppedWhileItGoesOn() {
        world.app()
                .on(
                        "/voice",
                        "<Response><Dial><Conference record=\"record-from-start\" trim=\"do-not-trim\">"
                                + "taped</Conference></Dial></Response>");
        enters();
        enters();
        String conference = client.get(home + "/Conferences/taped.json").at("/sid");
        String recordings = home + "/Conferences/" + conference + "/Recordings";
        assertThat(client.get(recordings + ".json").json().get("recordings")).hasSize(1);
        String current = recordings + "/Twilio.CURRENT.json";
        assertThat(client.post(current, "Status", "paused", "PauseBehavior", "skip")
                        .at("/status"))
                .isEqualTo("paused");
        moment();
        assertThat(client.post(current, "Status", "in-progress").at("/conference_sid"))
                .isEqualTo(conference);
        moment();
        String uri = client.get(current).at("/uri");
        assertThat(client.delete(uri).status()).isEqualTo(400);
        assertThat(client.post(uri, "Status", "stopped").at("/status")).isEqualTo("stopped");
        moment();
        Reply complete = client.get(uri);
        assertThat(complete.at("/status")).isEqualTo("completed");
        assertThat(complete.json().get("duration").asInt()).isBetween(4, 7);
        assertThat(client.get(home + "/Conferences/taped.json").at("/status")).isEqualTo("in-progress");
        assertThat(client.post(uri, "Status", "paused").at("/code")).isEqualTo("21220");
        assertThat(client.delete(uri).status()).isEqualTo(204);
        assertThat(client.get(recordings + ".json").json().get("recordings")).isEmpty();
    }

    @Test
    void somebodyIsCalledIn() {
        enters();
        world.register("dave", world.phone("dave").onCall(PhoneCall::answers));
        Reply invited = client.post(
                home + "/Conferences/daily%20%26%20co/Participants.json",
                "From",
                NUMBER,
                "To",
                "sip:dave@" + world.sipHost(),
                "Label",
                "dave",
                "Muted",
                "true");
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(invited.at("/status")).isEqualTo("queued");
        moment();
        Reply inside = client.get(home + "/Conferences/daily%20%26%20co/Participants/dave.json");
        assertThat(inside.at("/call_sid")).isEqualTo(invited.at("/call_sid"));
        assertThat(inside.json().get("muted").asBoolean()).isTrue();
        assertThat(client.post(home + "/Conferences/other/Participants.json", "From", NUMBER)
                        .at("/code"))
                .isEqualTo("21201");
    }

    private PhoneCall enters() {
        PhoneCall call = world.phone().calls(NUMBER);
        moment();
        return call;
    }

    private void moment() {
        world.runFor(Duration.ofSeconds(2));
    }
}

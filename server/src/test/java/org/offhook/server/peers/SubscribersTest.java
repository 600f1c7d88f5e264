package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;

/// Phones that subscribe to events of the platform (RFC 6665), played by SIPp.
final class SubscribersTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-both";

    private static LiveServer server;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start(
                "registrar.users = [ { name = bob, password = \"" + PASSWORD + "\" },",
                "{ name = carol, password = \"" + PASSWORD + "\" },",
                "{ name = eve, password = \"" + PASSWORD + "\" } ]",
                "subscriptions.shortest = 1s");
        rest = server.rest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Scenario carol() {
        return Scenario.caller().as("carol");
    }

    private static Sipp asks(Scenario scenario, String whom) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(whom);
    }

    @Test
    void aBusyLampShowsThatAUserRingsAndTalksAndIsFreeAgain() {
        int port = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("bob").register(PASSWORD, 200))
                .at(port)
                .run()
                .succeeds();
        Scenario rings = Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .awaitWord()
                .answer(Offer.DEAF)
                .awaitBye();
        try (SippRun bob = Sipp.callee(rings).at(port).start();
                SippRun lamp = asks(
                                carol().subscribe(PASSWORD, "dialog", 600, 200).awaitNotifies(), "bob")
                        .start()) {
            lamp.awaitMessage("Subscription-State: active;expires=600");
            lamp.awaitMessage("version=\"0\" state=\"full\" entity=\"sip:bob@127.0.0.1:" + server.sipPort());
            String call = rest.post(
                            "/Calls.json",
                            "From",
                            "carol",
                            "To",
                            server.uri("bob"),
                            "Twiml",
                            "<Response><Pause length=\"60\"/></Response>")
                    .is(201)
                    .sid();
            lamp.awaitMessage("direction=\"recipient\"><state>early</state>");
            bob.goOn();
            lamp.awaitMessage("direction=\"recipient\"><state>confirmed</state>");
            rest.post("/Calls/" + call + ".json", "Status", "completed").is(200);
            bob.await().succeeds();
            Waiting.until("the lamp is off", LIMIT, () -> lastDocument(lamp).contains("\">\n</dialog-info>"));
        }
        server.awaitQuiet(LIMIT);
    }

    private static String lastDocument(SippRun watcher) {
        String all = watcher.messages().replace("\r", "");
        return all.substring(Math.max(0, all.lastIndexOf("<dialog-info")));
    }

    @Test
    void aSubscriptionIsRefreshedAndEndedByTheSubscriber() {
        Scenario scenario = carol().subscribe(PASSWORD, "dialog", 600, 200)
                .awaitRequest("NOTIFY", "200 OK")
                .subscribe(PASSWORD, "dialog", 300, 200)
                .awaitRequest("NOTIFY", "200 OK")
                .subscribe(PASSWORD, "dialog", 0, 200)
                .awaitRequest("NOTIFY", "200 OK");
        assertThat(asks(scenario, "bob").overTcp().run().succeeds().messages())
                .contains(
                        "Subscription-State: active;expires=600",
                        "Subscription-State: active;expires=300",
                        "Subscription-State: terminated;reason=timeout");
    }

    @Test
    void aSubscriptionThatIsNotRefreshedEnds() {
        Scenario scenario = carol().subscribe(PASSWORD, "dialog", 1, 200)
                .awaitRequest("NOTIFY", "200 OK")
                .awaitRequest("NOTIFY", "200 OK");
        assertThat(asks(scenario, "bob").run().succeeds().messages())
                .contains("Subscription-State: active;expires=1", "Subscription-State: terminated;reason=timeout");
    }

    @Test
    void aUserWatchesItsOwnDevicesComeAndNobodyElsesDo() {
        Scenario watch = carol().subscribe(PASSWORD, "reg", 600, 200).awaitNotifies();
        try (SippRun watcher = asks(watch, "carol").start()) {
            watcher.awaitMessage("id=\"r\" state=\"init\"");
            int port = Ports.free();
            asks(carol().register(PASSWORD, 200), "carol").at(port).run().succeeds();
            watcher.awaitMessage("<uri>sip:carol@127.0.0.1:" + port);
        }
        asks(carol().subscribe(PASSWORD, "reg", 600, 403), "bob").run().succeeds();
    }

    @Test
    void whatCannotBeSubscribedToIsRefused() {
        Scenario guessing = Scenario.caller().as("eve").subscribe("a-guess", "dialog", 600, 401);
        asks(guessing, "bob").run().succeeds();
        Scenario unknown = carol().send("SUBSCRIBE", "Event: weather\r\n", "", "", 489);
        assertThat(asks(unknown, "bob").run().succeeds().messages()).contains("Allow-Events: dialog");
    }

    @Test
    void beyondTheConfiguredLimitSubscribersAreToldToComeBack() {
        Scenario keeps = carol().subscribe(PASSWORD, "dialog", 600, 200).awaitNotifies();
        try (LiveServer small = LiveServer.start(
                        "registrar.users = [ { name = carol, password = \"" + PASSWORD + "\" } ]",
                        "subscriptions.per-account = 1");
                SippRun first = Sipp.caller("127.0.0.1", small.sipPort(), keeps)
                        .calling("bob")
                        .start()) {
            first.awaitMessage("NOTIFY");
            Waiting.until("it is counted", LIMIT, () -> small.metric("offhook_sip_subscriptions") == 1);
            Scenario late = carol().subscribe(PASSWORD, "dialog", 600, 503);
            assertThat(Sipp.caller("127.0.0.1", small.sipPort(), late)
                            .calling("bob")
                            .run()
                            .succeeds()
                            .messages())
                    .contains("Retry-After: ");
            Waiting.until("it is counted", LIMIT, () -> small.metric("offhook_sip_subscriptions_refused_total") == 1);
        }
    }
}

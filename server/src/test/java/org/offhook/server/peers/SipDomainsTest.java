package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.server.config.HostPort;
import org.offhook.server.phone.PhoneLine;
import org.offhook.server.phone.PhonePlan;
import org.offhook.server.phone.PhoneReport;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Phones of the Debian package baresip register with a SIP domain that was made through the API, call it and
/// are called by it.
final class SipDomainsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String DOMAIN = "office.example.net";
    private static final String PASSWORD = "Correct1Horse2Battery";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start();
        rest = server.rest();
        String domain = rest.post(
                        "/SIP/Domains.json",
                        "DomainName",
                        DOMAIN,
                        "VoiceUrl",
                        app.url("/office"),
                        "AuthUrl",
                        app.url("/user"),
                        "SipRegistration",
                        "true")
                .is(201)
                .sid();
        String list = rest.post("/SIP/CredentialLists.json", "FriendlyName", "office")
                .is(201)
                .sid();
        String users = "/SIP/CredentialLists/" + list + "/Credentials.json";
        for (String name : new String[] {"alice", "bob"}) {
            rest.post(users, "Username", name, "Password", PASSWORD).is(201);
        }
        rest.post(users, "Username", "vera", "Password", PASSWORD, "Secure", "true")
                .is(201);
        for (String use : new String[] {"Calls", "Registrations"}) {
            rest.post(
                            "/SIP/Domains/" + domain + "/Auth/" + use + "/CredentialListMappings.json",
                            "CredentialListSid",
                            list)
                    .is(201);
        }
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    @Test
    void aCallToTheDomainAsksItsVoiceUrlWhichFindsAnotherPhoneOfTheDomain() {
        app.at("/office", Reply.twiml("<Dial><Sip>sip:bob@" + DOMAIN + "</Sip></Dial>"));
        try (Baresip alice = phone("alice", PASSWORD);
                Baresip bob = phone("bob", PASSWORD)) {
            alice.dial("sip:bob@" + DOMAIN);
            bob.awaitEstablished(LIMIT);
            alice.awaitHeard(SECOND, LIMIT);
            Visit visit = app.awaitVisit("/office", 1, LIMIT);
            alice.hangUp();
            bob.awaitClosed(LIMIT);

            assertThat(visit.get("To")).isEqualTo("sip:bob@" + DOMAIN);
            assertThat(visit.get("From")).isEqualTo("sip:alice@" + DOMAIN);
            assertThat(visit.get("SipDomain")).isEqualTo(DOMAIN);
            assertThat(visit.get("SipDomainSid")).startsWith("SD");
        }
    }

    @Test
    void aRegistrationIsSeenAndTakenOff() {
        try (Baresip _ = phone("bob", PASSWORD)) {
            JsonNode row = registrations().path("registrations").path(0);
            String own = "/v1/Accounts/" + rest.account() + "/Registrations/"
                    + row.path("sid").asText();

            assertThat(row.path("user").asText()).isEqualTo("bob");
            assertThat(row.path("domain").asText()).isEqualTo(DOMAIN);
            assertThat(row.at("/permissions/receive_only").asText()).isEqualTo("false");
            assertThat(row.at("/devices/0/source").asText()).startsWith("sip:127.0.0.1:");
            assertThat(row.at("/devices/0/user_agent").asText()).startsWith("baresip");
            assertThat(row.at("/devices/0/since").asText()).isNotEmpty();

            rest.send("DELETE", own + ".json").is(204);

            assertThat(registrations().path("registrations")).isEmpty();
            JsonNode history = rest.page(own + "/Events.json").is(200).json().path("events");
            assertThat(history.findValuesAsText("type")).contains("registration.added", "registration.removed");
            assertThat(rest.post("/Calls.json", "To", "sip:bob@" + DOMAIN, "From", "x", "Twiml", "<Response/>")
                            .text())
                    .contains("32009");
        }
    }

    @Test
    void aUserOfNoListIsOneWhenTheApplicationSaysSo() {
        app.at("/user", Reply.of(200, "text/plain", "Password=" + PASSWORD + "&ReceiveOnly=true"));
        try (Baresip carol = phone("carol", PASSWORD)) {
            Visit asked = app.awaitVisit("/user", 1, LIMIT);
            carol.dial("sip:bob@" + DOMAIN);

            assertThat(carol.awaitClosed(LIMIT)).contains("403");
            assertThat(asked.get("SipUser")).isEqualTo("carol");
            assertThat(asked.get("SipMethod")).isEqualTo("REGISTER");
            assertThat(asked.get("SipDomain")).isEqualTo(DOMAIN);
        }
    }

    /// The phone of ours encrypts nothing: over TLS others are heard so, a secure user is not.
    @Test
    void aSecureUserWhoseSoundOthersCouldHearIsRefused() throws Exception {
        app.at("/office", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        try (PhoneLine line = PhoneLine.open(new HostPort("127.0.0.1", 0), "test", server.certificate())) {
            assertThat(call(line, "alice", server.securePort() + ";transport=tls")
                            .talked())
                    .isPositive();
            assertThat(call(line, "vera", server.securePort() + ";transport=tls")
                            .status())
                    .isEqualTo(488);
            assertThat(call(line, "vera", String.valueOf(server.sipPort())).status())
                    .as("where others can read she is nobody")
                    .isEqualTo(407);
        }
    }

    private static PhoneReport call(PhoneLine line, String user, String where) throws InterruptedException {
        String target = "sip:front@" + DOMAIN;
        OutgoingInvite invite = new OutgoingInvite(
                target,
                "sip:127.0.0.1:" + where,
                "sip:" + user + "@" + DOMAIN,
                null,
                target,
                Map.of(),
                null,
                new OutgoingInvite.Credentials(user, PASSWORD, null));
        return line.call(invite, new PhonePlan(List.of(), null, null, List.of(), List.of(), LIMIT), _ -> {});
    }

    private static JsonNode registrations() {
        return Waiting.forValue(
                "the list of registrations",
                LIMIT,
                () -> rest.page("/v1/Accounts/" + rest.account() + "/Registrations.json?User=bob")
                        .is(200)
                        .json());
    }

    private static Baresip phone(String name, String password) {
        Baresip phone = Baresip.named(name)
                .saying(Sound.tone(500, Duration.ofSeconds(30), 0.4))
                .answering()
                .registered(DOMAIN, password)
                .account(";outbound=\"sip:127.0.0.1:" + server.sipPort() + "\"")
                .start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }
}

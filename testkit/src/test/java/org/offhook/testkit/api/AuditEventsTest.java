package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.CHILD;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `/monitor/v1/Events`: who changed what.
final class AuditEventsTest {

    private static final String EVENTS = "/monitor/v1/Events";

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient alice = fixture.alice;

    private List<String> types(DirectClient who, String filter) {
        return who.get(EVENTS + filter).json().path("events").findValuesAsText("event_type");
    }

    @Test
    void whatIsSetUpChangedAndRemovedIsWrittenDown() {
        Reply made = alice.post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
        String one = HOME + "/IncomingPhoneNumbers/" + made.at("/sid") + ".json";
        alice.post(one, "FriendlyName", "desk");
        alice.delete(one);
        assertThat(types(alice, ""))
                .containsExactly("phone-number.deleted", "phone-number.updated", "phone-number.created");
        Reply last = alice.get(EVENTS + "?EventType=phone-number.updated");
        assertThat(last.at("/events/0/resource_sid")).isEqualTo(made.at("/sid"));
        assertThat(last.at("/events/0/actor_sid")).isEqualTo(ALICE.value());
        assertThat(last.at("/events/0/source_ip_address")).isEqualTo("local");
        assertThat(last.at("/events/0/event_data/parameters/0")).isEqualTo("FriendlyName");
        String sid = last.at("/events/0/sid");
        assertThat(alice.get(EVENTS + "/" + sid).at("/event_type")).isEqualTo("phone-number.updated");
    }

    @Test
    void aKeyIsNamedAndNoValueIsKept() {
        Reply key = alice.post(HOME + "/Keys.json", "FriendlyName", "robot");
        DirectClient robot = fixture.nobody.as(key.at("/sid"), key.at("/secret"));
        String list = robot.post(HOME + "/SIP/CredentialLists.json", "FriendlyName", "phones")
                .at("/sid");
        robot.post(
                HOME + "/SIP/CredentialLists/" + list + "/Credentials.json",
                "Username",
                "bob",
                "Password",
                "Correct1Horse2Battery");
        Reply events = alice.get(EVENTS + "?ActorSid=" + key.at("/sid"));
        assertThat(events.json().path("events").findValuesAsText("event_type"))
                .containsExactly("sip-credential.created", "sip-credential-list.created");
        assertThat(events.at("/events/0/actor_type")).isEqualTo("api-key");
        assertThat(events.text()).contains("Password").doesNotContain("Correct1Horse2Battery");
    }

    @Test
    void whatWasRefusedReadOrIsPartOfACallIsNot() {
        alice.post(HOME + "/Applications.json", "VoiceUrl", "nowhere");
        alice.get(HOME + "/Applications.json");
        alice.post(HOME + "/Calls.json", "To", "+14155550100", "From", "+14155550101", "Url", "http://app/");
        assertThat(types(alice, "")).isEmpty();
        Call over = ApiFixture.call(1, Map.of("status", CallStatus.COMPLETED));
        fixture.store.commit(Change.put(Call.KIND, over));
        alice.delete(HOME + "/Calls/" + over.sid() + ".json");
        assertThat(types(alice, "?ResourceSid=" + over.sid())).containsExactly("call.deleted");
    }

    @Test
    void anAccountSeesWhatWasDoneToItByWhomeverAndNothingElse() {
        alice.post("/2010-04-01/Accounts/" + CHILD + "/Applications.json", "FriendlyName", "of the child");
        DirectClient child = fixture.nobody.as(CHILD.value(), "childs-token");
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        Reply seen = child.get(EVENTS);
        assertThat(seen.at("/events/0/event_type")).isEqualTo("application.created");
        assertThat(seen.at("/events/0/actor_sid")).isEqualTo(ALICE.value());
        assertThat(types(alice, "")).isEmpty();
        assertThat(types(bob, "")).isEmpty();
        assertThat(bob.get(EVENTS + "/" + seen.at("/events/0/sid")).status()).isEqualTo(404);
    }

    @Test
    void aRepeatedRequestIsWrittenDownOnce() {
        for (int i = 0; i < 2; i++) {
            Headers headers = Headers.NONE.with("Idempotency-Key", "one");
            alice.send(Request.of("POST", HOME + "/Queues.json", headers).withForm(Params.of("FriendlyName", "desk")));
        }
        assertThat(types(alice, "")).containsExactly("queue.created");
    }
}

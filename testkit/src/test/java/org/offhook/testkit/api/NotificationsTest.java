package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Change;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `…/Notifications` of an account and of a call, and `…/Calls/{Sid}/Events`.
final class NotificationsTest {

    private static final Sid CALL = ApiFixture.call(1, Map.of()).sid();
    private static final String OF_CALL = HOME + "/Calls/" + CALL;

    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void anErrorOfACallAndAWarningOfNone() {
        fixture.store.commit(Change.put(Call.KIND, ApiFixture.call(1, Map.of())));
        keep(1, Map.of("subject", CALL, "error", true, "code", 11200, "request", "To=%2B1", "response", "<oops>"));
        keep(2, Map.of("error", false, "code", 12200));
    }

    @Test
    void aListIsShortAndOneIsWhole() {
        Reply list = fixture.alice.get(HOME + "/Notifications.json");
        assertThat(list.json().get("notifications").findValuesAsText("error_code"))
                .containsExactly("12200", "11200");
        assertThat(list.json().at("/notifications/1").has("response_body")).isFalse();
        Reply one = fixture.alice.get(HOME + "/Notifications/" + sid(1) + ".json");
        assertThat(one.at("/request_variables")).isEqualTo("To=%2B1");
        assertThat(one.at("/response_body")).isEqualTo("<oops>");
        assertThat(one.at("/more_info")).isEqualTo("https://www.twilio.com/docs/errors/11200");
        assertThat(one.at("/log")).isEqualTo("0");
        assertThat(one.at("/call_sid")).isEqualTo(CALL.value());
    }

    @Test
    void aListFindsByLevelAndDay() {
        assertThat(codes(HOME + "/Notifications.json?Log=1")).containsExactly("12200");
        assertThat(codes(HOME + "/Notifications.json?Log=0")).containsExactly("11200");
        assertThat(codes(HOME + "/Notifications.json?MessageDate=2026-11-20")).hasSize(2);
        assertThat(codes(HOME + "/Notifications.json?MessageDate%3C=2026-11-20"))
                .isEmpty();
        assertThat(fixture.alice.get(HOME + "/Notifications.json?Log=5").at("/code"))
                .isEqualTo("20422");
    }

    @Test
    void aCallHasItsOwn() {
        assertThat(codes(OF_CALL + "/Notifications.json")).containsExactly("11200");
        assertThat(fixture.alice
                        .get(OF_CALL + "/Notifications/" + sid(1) + ".json")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.alice
                        .get(OF_CALL + "/Notifications/" + sid(2) + ".json")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theEventsOfACallAreWhatItAskedAndWasTold() {
        happened(0, EventType.CALL_QUEUED, Map.of());
        happened(
                1,
                EventType.WEBHOOK,
                Map.of(
                        "method",
                        "POST",
                        "url",
                        "http://app/",
                        "request",
                        "a=1&b=%2B",
                        "status",
                        "200",
                        "response",
                        "<R/>"));
        Reply reply = fixture.alice.get(OF_CALL + "/Events.json");
        assertThat(reply.json().get("events")).hasSize(1);
        assertThat(reply.at("/events/0/request/parameters/b")).isEqualTo("+");
        assertThat(reply.json().at("/events/0/response/response_code").asInt()).isEqualTo(200);
        assertThat(reply.at("/events/0/response/response_body")).isEqualTo("<R/>");
        assertThat(fixture.alice.get(OF_CALL + "/Events").text()).contains("<Events page=\"0\"", "<Event><Request>");
    }

    private List<String> codes(String target) {
        return fixture.alice.get(target).json().get("notifications").findValuesAsText("error_code");
    }

    private void happened(int sequence, EventType type, Map<String, String> data) {
        fixture.store.commit(Change.append(new Event(
                Samples.sid("EV", sequence + 1), ALICE, CALL, sequence, NOON, type, new java.util.TreeMap<>(data))));
    }

    private static Sid sid(int number) {
        return Samples.sid("NO", number);
    }

    private void keep(int number, Map<String, Object> more) {
        Map<String, Object> given =
                new HashMap<>(Map.of("sid", sid(number), "account", ALICE, "created", NOON.plusSeconds(number)));
        given.putAll(more);
        fixture.store.commit(Change.put(Notification.KIND, Samples.make(Notification.KIND, number, true, given)));
    }
}

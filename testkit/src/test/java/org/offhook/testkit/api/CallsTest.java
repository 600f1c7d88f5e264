package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.testkit.http.Reply;

/// `…/Calls`: what a form orders, how a call looks, what a list finds.
final class CallsTest {

    private static final String CALLS = HOME + "/Calls.json";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void aFormBecomesAnOrder() {
        Reply reply = fixture.alice.post(
                CALLS,
                "To",
                "+14155550100",
                "From",
                "+14155550101",
                "Url",
                "https://app/voice",
                "Method",
                "GET",
                "FallbackUrl",
                "https://app/fallback",
                "StatusCallback",
                "https://app/status",
                "StatusCallbackEvent",
                "initiated",
                "StatusCallbackEvent",
                "ringing completed",
                "SendDigits",
                "1wW#",
                "Timeout",
                "20",
                "TimeLimit",
                "90",
                "Record",
                "true",
                "RecordingChannels",
                "dual",
                "Trim",
                "do-not-trim",
                "RecordingStatusCallback",
                "https://app/recorded",
                "RecordingStatusCallbackEvent",
                "in-progress",
                "SipAuthUsername",
                "u",
                "SipAuthPassword",
                "p",
                "Unheard",
                "of");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(fixture.placed)
                .containsExactly(new PlaceCall(
                        ALICE,
                        "+14155550100",
                        "+14155550101",
                        new Hook("https://app/voice", "GET"),
                        null,
                        new Hook("https://app/fallback", "POST"),
                        new Hook("https://app/status", "POST"),
                        List.of("initiated", "ringing", "completed"),
                        "1wW#",
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(90),
                        true,
                        new PlaceCall.RecordingWish(
                                2, false, new Hook("https://app/recorded", "POST"), List.of("in-progress")),
                        "u",
                        "p",
                        null,
                        null));
    }

    @Test
    void machineDetectionHasItsRangesAndItsCallback() {
        String[] call = {"To", "+14155550100", "From", "+14155550101", "Url", "http://a/"};
        fixture.alice.post(CALLS, with(call, "MachineDetection", "Enable"));
        fixture.alice.post(
                CALLS,
                with(
                        call,
                        "MachineDetection",
                        "DetectMessageEnd",
                        "MachineDetectionTimeout",
                        "45",
                        "MachineDetectionSpeechThreshold",
                        "1000",
                        "MachineDetectionSpeechEndThreshold",
                        "5000",
                        "MachineDetectionSilenceTimeout",
                        "2000",
                        "AsyncAmd",
                        "true",
                        "AsyncAmdStatusCallback",
                        "http://a/amd",
                        "AsyncAmdStatusCallbackMethod",
                        "GET"));
        fixture.alice.post(CALLS, call);
        assertThat(fixture.placed)
                .extracting(PlaceCall::machine)
                .containsExactly(
                        new MachineWish(MachineDetection.of(false, 30, 2400, 1200, 5000), false, null),
                        new MachineWish(
                                MachineDetection.of(true, 45, 1000, 5000, 2000), true, new Hook("http://a/amd", "GET")),
                        null);
        assertThat(fixture.alice
                        .post(CALLS, with(call, "MachineDetection", "Perhaps"))
                        .at("/code"))
                .isEqualTo("21234");
        assertThat(fixture.alice
                        .post(CALLS, with(call, "MachineDetection", "Enable", "MachineDetectionTimeout", "2"))
                        .at("/code"))
                .isEqualTo("21263");
    }

    private static String[] with(String[] form, String... more) {
        return java.util.stream.Stream.of(form, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    @Test
    void aUrlGoesBeforeADocument() {
        fixture.alice.post(CALLS, "To", "+14155550100", "From", "+14155550101", "Url", "http://a/", "Twiml", "<R/>");
        assertThat(fixture.placed.getFirst().document()).isEqualTo(new Hook("http://a/", "POST"));
        assertThat(fixture.placed.getFirst().twiml()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "To, '', 21201",
        "From, '', 21213",
        "Url, '', 21205",
        "Url, not-a-url, 21205",
        "Url, ftp://app/, 21205",
        "Method, DELETE, 21209",
        "Timeout, soon, 21208",
        "Timeout, 0, 21208",
        "Timeout, 601, 21208",
        "TimeLimit, -1, 20422",
        "StatusCallback, nowhere, 21609",
        "StatusCallbackEvent, exploded, 21626",
        "Record, maybe, 20422",
        "SipAuthUsername, alone, 21225"
    })
    void aFaultIsToldByItsCode(String name, String value, int code) {
        Map<String, String> form = new java.util.LinkedHashMap<>(
                Map.of("To", "+14155550100", "From", "+14155550101", "Url", "http://app/"));
        form.put(name, value);
        String[] pairs = form.entrySet().stream()
                .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
                .toArray(String[]::new);
        Reply reply = fixture.alice.post(CALLS, pairs);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo(Integer.toString(code));
        assertThat(reply.at("/message")).isNotBlank();
        assertThat(fixture.placed).isEmpty();
    }

    @Test
    void aDocumentHasAtMost4000Characters() {
        String longest = "x".repeat(4000);
        assertThat(create("Twiml", longest).status()).isEqualTo(201);
        assertThat(create("Twiml", longest + "x").at("/code")).isEqualTo("32018");
    }

    @Test
    void whatTheDeskRefusesIsToldWithItsStatus() {
        fixture.place = command -> Outcome.refused(503, 20503, "Full.");
        Reply reply = create("Twiml", "<Response/>");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/message")).isEqualTo("Full.");
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    @Test
    void aCallThatIsOverShowsNumbersAsStringsAndWhatIsUnknownAsNull() {
        keep(ended(1, "+14155550100"));
        Reply reply = fixture.alice.get(HOME + "/Calls/" + sid(1) + ".json");
        assertThat(reply.json().get("duration").isTextual()).isTrue();
        assertThat(reply.at("/duration")).isEqualTo("61");
        assertThat(reply.at("/status")).isEqualTo("completed");
        assertThat(reply.at("/direction")).isEqualTo("outbound-api");
        assertThat(reply.at("/to_formatted")).isEqualTo("(415) 555-0100");
        assertThat(reply.at("/start_time")).isEqualTo("Fri, 20 Nov 2026 12:00:01 +0000");
        assertThat(reply.at("/end_time")).isEqualTo("Fri, 20 Nov 2026 12:01:02 +0000");
        assertThat(reply.json().get("price").isNull()).isTrue();
        assertThat(reply.json().get("parent_call_sid").isNull()).isTrue();
        assertThat(reply.at("/uri")).isEqualTo(HOME + "/Calls/" + sid(1) + ".json");
        assertThat(reply.at("/subresource_uris/recordings")).isEqualTo(HOME + "/Calls/" + sid(1) + "/Recordings.json");
    }

    @Test
    void aLiveCallHasNoEndAndNoDuration() {
        keep(ApiFixture.call(1, Map.of("status", CallStatus.QUEUED)));
        Reply reply = fixture.alice.get(HOME + "/Calls/" + sid(1) + ".json");
        for (String name : List.of("start_time", "end_time", "duration")) {
            assertThat(reply.json().get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void aCallIsXmlWhenNobodyAsksForJson() {
        keep(ended(1, "+14155550100"));
        assertThat(fixture.alice.get(HOME + "/Calls/" + sid(1)).text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TwilioResponse><Call><Sid>" + sid(1))
                .contains("<Duration>61</Duration>", "<ParentCallSid/>", "<SubresourceUris><Notifications>");
        assertThat(fixture.alice.get(HOME + "/Calls.xml?PageSize=5").text())
                .contains("<Calls page=\"0\" pagesize=\"5\"", "<Call><Sid>" + sid(1))
                .contains("nextpageuri=\"\"");
    }

    @Test
    void anUpdateBecomesWishes() {
        keep(ApiFixture.call(1, Map.of("status", CallStatus.IN_PROGRESS)));
        String one = HOME + "/Calls/" + sid(1) + ".json";
        assertThat(fixture.alice
                        .post(one, "Url", "http://app/next", "Method", "GET")
                        .status())
                .isEqualTo(200);
        fixture.alice.post(one, "Twiml", "<Response/>");
        fixture.alice.post(one, "Status", "completed");
        fixture.alice.post(one, "Status", "canceled", "StatusCallback", "http://app/s");
        assertThat(fixture.changed.stream().map(ChangeCall::wish))
                .containsExactly(
                        new Wish.Redirect(new Hook("http://app/next", "GET"), null),
                        new Wish.Document("<Response/>"),
                        new Wish.Complete(),
                        new Wish.Settings(new Hook("http://app/s", "POST"), null),
                        new Wish.Cancel());
    }

    @Test
    void anUpdateThatSaysNothingOrNonsenseIsRefused() {
        keep(ApiFixture.call(1, Map.of("status", CallStatus.IN_PROGRESS)));
        String one = HOME + "/Calls/" + sid(1) + ".json";
        assertThat(fixture.alice.post(one).at("/code")).isEqualTo("20422");
        assertThat(fixture.alice.post(one, "Status", "paused").at("/code")).isEqualTo("20422");
        assertThat(fixture.alice.post(one, "Url", "nowhere").at("/code")).isEqualTo("21205");
        fixture.change = command -> Outcome.refused(400, 21220, "It is over.");
        Reply late = fixture.alice.post(one, "Status", "completed");
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.at("/code")).isEqualTo("21220");
    }

    @Test
    void onlyACallThatIsOverIsDeletedAndThenItIsGone() {
        keep(ApiFixture.call(1, Map.of("status", CallStatus.IN_PROGRESS)));
        String one = HOME + "/Calls/" + sid(1) + ".json";
        assertThat(fixture.alice.delete(one).at("/code")).isEqualTo("20009");
        keep(ended(1, "+14155550100"));
        Reply gone = fixture.alice.delete(one);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.text()).isEmpty();
        assertThat(fixture.alice.get(one).status()).isEqualTo(404);
        assertThat(fixture.alice.delete(one).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "To=%2B14155550102, 2",
        "Status=in-progress, 3",
        "ParentCallSid=CA00000000000000000000000000000001, 2",
        "StartTime=2026-11-20, 2 1",
        "StartTime=2026-11-19, ''",
        "StartTime%3E=2026-11-20T12:00:02Z, 2",
        "StartTime%3C=2026-11-20T12:00:01Z, 1",
        "StartTime%3E=2026-11-20T12:00:01&StartTime%3C=2026-11-20T12:00:01, 1",
        "EndTime%3E=2026-11-20T13:01:03%2B01:00, 2",
        "Unknown=filter, 3 2 1"
    })
    void aListIsFiltered(String query, String expected) {
        keep(ended(1, "+14155550101"));
        keep(ended(2, "+14155550102"));
        keep(ApiFixture.call(3, Map.of("status", CallStatus.IN_PROGRESS)));
        Reply reply = fixture.alice.get(CALLS + "?" + query);
        assertThat(reply.json().get("calls").findValuesAsText("sid"))
                .containsExactlyElementsOf(
                        expected.isEmpty()
                                ? List.of()
                                : List.of(expected.split(" ")).stream()
                                        .map(n -> sid(Integer.parseInt(n)))
                                        .toList());
    }

    @Test
    void aFilterThatIsNoDateIsRefused() {
        assertThat(fixture.alice.get(CALLS + "?StartTime%3E=yesterday").at("/code"))
                .isEqualTo("20422");
    }

    private Reply create(String name, String value) {
        return fixture.alice.post(CALLS, "To", "+14155550100", "From", "+14155550101", name, value);
    }

    private void keep(Call call) {
        fixture.store.commit(Change.put(Call.KIND, call));
    }

    private static String sid(int number) {
        return ApiFixture.call(number, Map.of()).sid().value();
    }

    private static Call ended(int number, String to) {
        Map<String, Object> more = new java.util.HashMap<>(Map.of(
                "to",
                to,
                "status",
                CallStatus.COMPLETED,
                "direction",
                Direction.OUTBOUND_API,
                "started",
                NOON.plusSeconds(number),
                "ended",
                NOON.plusSeconds(number + 61L)));
        if (number == 2) {
            more.put("parent", ApiFixture.call(1, Map.of()).sid());
        }
        return ApiFixture.call(number, more);
    }
}

package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.testkit.http.Reply;

/// `…/Messages`.
final class MessagesTest {

    private static final String MESSAGES = HOME + "/Messages.json";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void aFormBecomesAnOrder() {
        Reply reply = fixture.alice.post(
                MESSAGES,
                "To",
                "+14155550100",
                "From",
                "+14155550101",
                "Body",
                "Grüße & <b>",
                "MediaUrl",
                "http://app/1.png",
                "MediaUrl",
                "http://app/2.png",
                "StatusCallback",
                "http://app/s");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(fixture.sent)
                .containsExactly(new SendMessage(
                        ALICE,
                        "+14155550101",
                        "+14155550100",
                        "Grüße & <b>",
                        List.of("http://app/1.png", "http://app/2.png"),
                        Message.Direction.OUTBOUND_API,
                        new Hook("http://app/s", "POST")));
    }

    @ParameterizedTest
    @CsvSource({
        "To, '', 21604",
        "From, '', 21603",
        "MessagingServiceSid, MG1, 21701",
        "StatusCallback, nowhere, 21609",
        "SendAt, 2026-11-21T00:00:00Z, 20422",
        "ScheduleType, fixed, 20422",
        "ValidityPeriod, 40000, 20422",
        "ApplicationSid, AP1, 21218",
        "MaxPrice, much, 21627",
        "ContentSid, HX1, 20422"
    })
    void aFaultIsToldByItsCode(String name, String value, int code) {
        Map<String, String> form =
                new java.util.LinkedHashMap<>(Map.of("To", "+14155550100", "From", "+14155550101", "Body", "text"));
        form.put(name, value);
        String[] pairs = form.entrySet().stream()
                .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
                .toArray(String[]::new);
        Reply reply = fixture.alice.post(MESSAGES, pairs);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo(Integer.toString(code));
        assertThat(fixture.sent).isEmpty();
    }

    @Test
    void aMessageShowsNumbersAsStrings() {
        keep(1, Map.of("status", Status.DELIVERED, "segments", 2, "sent", NOON.plusSeconds(9)));
        Reply reply = fixture.alice.get(one(1));
        assertThat(reply.json().get("num_segments").isTextual()).isTrue();
        assertThat(reply.at("/num_segments")).isEqualTo("2");
        assertThat(reply.json().get("num_media").isTextual()).isTrue();
        assertThat(reply.at("/date_sent")).isEqualTo("Fri, 20 Nov 2026 12:00:09 +0000");
        assertThat(reply.at("/subresource_uris/media")).endsWith("/Media.json");
    }

    @Test
    void aMessageIsRedactedByAnEmptyBodyOnceItIsNotUnderWay() {
        keep(1, Map.of("status", Status.SENDING, "body", "secret"));
        assertThat(fixture.alice.post(one(1), "Body", "").at("/code")).isEqualTo("20009");
        keep(1, Map.of("status", Status.DELIVERED, "body", "secret"));
        assertThat(fixture.alice.post(one(1), "Body", "other").at("/code")).isEqualTo("20422");
        assertThat(fixture.alice.post(one(1)).at("/code")).isEqualTo("20422");
        Reply redacted = fixture.alice.post(one(1), "Body", "");
        assertThat(redacted.status()).isEqualTo(200);
        assertThat(redacted.at("/body")).isEmpty();
        assertThat(fixture.alice.get(one(1)).text()).doesNotContain("secret");
    }

    @Test
    void aMessageIsDeletedOnceItIsNotUnderWay() {
        keep(1, Map.of("status", Status.QUEUED));
        assertThat(fixture.alice.delete(one(1)).at("/code")).isEqualTo("20009");
        keep(1, Map.of("status", Status.FAILED));
        assertThat(fixture.alice.delete(one(1)).status()).isEqualTo(204);
        assertThat(fixture.alice.get(one(1)).status()).isEqualTo(404);
    }

    @Test
    void aListFindsByAddressAndTime() {
        keep(1, Map.of("to", "+14155550100", "from", "+14155550109", "sent", NOON.plusSeconds(1)));
        keep(2, Map.of("to", "+14155550101", "from", "+14155550109", "sent", NOON.plusSeconds(2)));
        assertThat(found("To=%2B14155550100")).containsExactly(sid(1));
        assertThat(found("From=%2B14155550109")).containsExactly(sid(2), sid(1));
        assertThat(found("DateSent%3E=2026-11-20T12:00:02Z")).containsExactly(sid(2));
        assertThat(found("DateSent%3C=2026-11-20T12:00:01Z")).containsExactly(sid(1));
        assertThat(found("DateSent=2026-11-20")).containsExactly(sid(2), sid(1));
        assertThat(found("DateSent=2026-11-21")).isEmpty();
    }

    private List<String> found(String query) {
        return fixture.alice.get(MESSAGES + "?" + query).json().get("messages").findValuesAsText("sid");
    }

    private void keep(int number, Map<String, Object> given) {
        fixture.store.commit(Change.put(Message.KIND, ApiFixture.message(number, given)));
    }

    private static String sid(int number) {
        return ApiFixture.message(number, Map.of()).sid().value();
    }

    private static String one(int number) {
        return HOME + "/Messages/" + sid(number) + ".json";
    }
}

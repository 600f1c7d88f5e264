package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.web.WebRequest;
import org.offhook.core.webhooks.Delivery;
import org.offhook.testkit.http.Reply;

/// `…/OutgoingCallerIds`: a number is shown once somebody who answers it has pressed the code.
final class CallerIdsTest {

    private static final String CALLER_IDS = HOME + "/OutgoingCallerIds.json";
    private static final String NUMBER = "+14158675309";

    private final ApiFixture fixture = new ApiFixture();
    private final String call = ApiFixture.call(1, Map.of()).sid().value();

    @BeforeEach
    void aNumberToCallFrom() {
        fixture.alice.post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
    }

    @Test
    void theCodeIsInTheAnswerAndAskedForByACall() {
        Reply asked = ask();
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.at("/validation_code")).matches("[0-9]{6}");
        assertThat(asked.at("/call_sid")).isEqualTo(call);
        assertThat(fixture.placed.getFirst().to()).isEqualTo(NUMBER);
        assertThat(fixture.placed.getFirst().from()).isEqualTo("+14155550100");
        assertThat(fixture.placed.getFirst().twiml())
                .contains("<Gather numDigits=\"6\"")
                .doesNotContain(asked.at("/validation_code"));
        assertThat(fixture.alice.get(CALLER_IDS).json().get("outgoing_caller_ids"))
                .isEmpty();
    }

    @Test
    void theRightDigitsInThatCallMakeItACallerId() {
        Reply asked = ask();
        assertThat(press(call, asked.at("/validation_code"), "POST")).contains("Thank you");
        Reply list = fixture.alice.get(CALLER_IDS + "?PhoneNumber=%2B14158675309");
        assertThat(list.at("/outgoing_caller_ids/0/friendly_name")).isEqualTo("Jenny");
        String uri = list.at("/outgoing_caller_ids/0/uri");
        assertThat(fixture.alice.post(uri, "FriendlyName", "J").at("/friendly_name"))
                .isEqualTo("J");
        assertThat(ask().at("/code")).isEqualTo("21450");
        assertThat(fixture.store.list(Delivery.KIND, Query.of(ApiFixture.ALICE)))
                .singleElement()
                .satisfies(told -> assertThat(told.parameters().first("VerificationStatus"))
                        .contains("success"));
        assertThat(fixture.alice.delete(uri).status()).isEqualTo(204);
        assertThat(fixture.alice.get(uri).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotPressedInThatCallCountsForNothing() {
        Reply asked = ask();
        String code = asked.at("/validation_code");
        assertThat(press("CA" + "9".repeat(32), code, "POST")).isEqualTo("<Response><Hangup/></Response>");
        assertThat(press(call, code, "GET")).isEqualTo("<Response><Hangup/></Response>");
        assertThat(press(call, code.equals("000000") ? "000001" : "000000", "POST"))
                .contains("not the code");
        assertThat(press(call, code, "POST")).isEqualTo("<Response><Hangup/></Response>");
        assertThat(fixture.alice.get(CALLER_IDS).json().get("outgoing_caller_ids"))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsToldByItsCode() {
        assertThat(fixture.alice.post(CALLER_IDS).at("/code")).isEqualTo("21421");
        assertThat(fixture.alice.post(CALLER_IDS, "PhoneNumber", "x").at("/code"))
                .isEqualTo("21421");
        assertThat(fixture.alice
                        .post(CALLER_IDS, "PhoneNumber", NUMBER, "CallDelay", "61")
                        .at("/code"))
                .isEqualTo("21454");
    }

    private Reply ask() {
        return fixture.alice.post(
                CALLER_IDS, "PhoneNumber", NUMBER, "FriendlyName", "Jenny", "StatusCallback", "http://app/told");
    }

    /// What the page says to the call, when its Gather sends this.
    private String press(String from, String digits, String method) {
        String document = fixture.placed.getFirst().twiml();
        String url = document.replaceAll("(?s).* action=\"([^\"]*)\".*", "$1");
        String form = "CallSid=" + from + "&Digits=" + digits;
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded");
        WebRequest.Limits limits =
                new WebRequest.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1000, 1000);
        Sid account = ApiFixture.ALICE;
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        URI target = URI.create(method.equals("GET") ? url + "?" + form : url);
        return fixture.callerIds.page(
                new WebRequest(account, method, target, headers, method.equals("GET") ? null : body, limits));
    }
}

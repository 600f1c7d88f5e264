package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.testkit.http.Reply;

/// `…/IncomingPhoneNumbers`.
final class NumbersTest {

    private static final String NUMBERS = HOME + "/IncomingPhoneNumbers.json";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void aNumberIsAddedShownChangedAndReleased() {
        Reply added = fixture.alice.post(
                NUMBERS,
                "PhoneNumber",
                "+1 (415) 555-0100",
                "VoiceUrl",
                "http://app/voice",
                "SmsUrl",
                "http://app/sms");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/phone_number")).isEqualTo("+14155550100");
        assertThat(added.at("/friendly_name")).isEqualTo("(415) 555-0100");
        assertThat(added.at("/voice_method")).isEqualTo("POST");
        assertThat(added.json().at("/capabilities/voice").asBoolean()).isTrue();
        String one = added.at("/uri");
        assertThat(fixture.alice.get(one).text()).isEqualTo(added.text());

        Reply changed = fixture.alice.post(
                one, "FriendlyName", "Desk", "VoiceMethod", "GET", "SmsUrl", "", "VoiceCallerIdLookup", "true");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/friendly_name")).isEqualTo("Desk");
        assertThat(changed.at("/voice_url")).isEqualTo("http://app/voice");
        assertThat(changed.at("/voice_method")).isEqualTo("GET");
        assertThat(changed.json().get("sms_url").isNull()).isTrue();
        assertThat(changed.json().get("voice_caller_id_lookup").asBoolean()).isTrue();

        assertThat(fixture.alice.delete(one).status()).isEqualTo(204);
        assertThat(fixture.alice.get(one).status()).isEqualTo(404);
        assertThat(fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550100").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "PhoneNumber, nonsense, 21421",
        "PhoneNumber, '', 21421",
        "VoiceUrl, nowhere, 21402",
        "VoiceMethod, PUT, 21403",
        "VoiceFallbackUrl, http://app/f, 21405",
        "SmsFallbackUrl, http://app/f, 21406",
        "VoiceCallerIdLookup, perhaps, 20422"
    })
    void aFaultIsToldByItsCode(String name, String value, int code) {
        Reply reply = name.equals("PhoneNumber")
                ? fixture.alice.post(NUMBERS, name, value)
                : name.equals("VoiceMethod")
                        ? fixture.alice.post(
                                NUMBERS, "PhoneNumber", "+14155550100", "VoiceUrl", "http://app/", name, value)
                        : fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550100", name, value);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo(Integer.toString(code));
    }

    @Test
    void aNumberIsGivenOutOnce() {
        fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550100");
        String bobs = NUMBERS.replace(ApiFixture.ALICE.value(), ApiFixture.BOB.value());
        Reply again = fixture.nobody.as(ApiFixture.BOB.value(), "bobs-token").post(bobs, "PhoneNumber", "+14155550100");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/code")).isEqualTo("21422");
    }

    @Test
    void aListFindsByNumberAndName() {
        fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550100", "FriendlyName", "one");
        fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550101", "FriendlyName", "two");
        assertThat(fixture.alice
                        .get(NUMBERS + "?PhoneNumber=%2B14155550101")
                        .at("/incoming_phone_numbers/0/friendly_name"))
                .isEqualTo("two");
        assertThat(fixture.alice.get(NUMBERS + "?FriendlyName=one").json().get("incoming_phone_numbers"))
                .hasSize(1);
        assertThat(fixture.alice.get(NUMBERS + "?FriendlyName=three").json().get("incoming_phone_numbers"))
                .isEmpty();
    }
}

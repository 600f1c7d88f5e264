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

    @Test
    void whichNumbersAreAtAnAddressIsListedAndKeepsItFromBeingDeleted() {
        String[] where = {"CustomerName", "Acme", "Street", "Main St", "City", "Springfield", "Region", "IL"};
        String[] all = java.util.stream.Stream.of(where, new String[] {"PostalCode", "62701", "IsoCountry", "US"})
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        Reply address = fixture.alice.post(HOME + "/Addresses.json", all);
        String dependent = HOME + "/Addresses/" + address.at("/sid") + "/DependentPhoneNumbers.json";
        assertThat(fixture.alice.get(dependent).json().get("dependent_phone_numbers"))
                .isEmpty();
        Reply number = fixture.alice.post(NUMBERS, "PhoneNumber", "+14155550100", "AddressSid", address.at("/sid"));
        assertThat(number.at("/address_sid")).isEqualTo(address.at("/sid"));
        assertThat(fixture.alice.get(dependent).at("/dependent_phone_numbers/0/sid"))
                .isEqualTo(number.at("/sid"));
        assertThat(fixture.alice.delete(address.at("/uri")).at("/code")).isEqualTo("21628");
        assertThat(fixture.alice
                        .post(number.at("/uri"), "AddressSid", "")
                        .json()
                        .get("address_sid")
                        .isNull())
                .isTrue();
        assertThat(fixture.alice.delete(address.at("/uri")).status()).isEqualTo(204);
        assertThat(fixture.alice
                        .post(number.at("/uri"), "AddressSid", address.at("/sid"))
                        .at("/code"))
                .isEqualTo("21628");
        assertThat(fixture.alice.get(dependent).status()).isEqualTo(404);
    }

    @Test
    void aShortCodeIsAddedShownChangedAndReleasedAndBelongsToOneAccount() {
        String codes = HOME + "/SMS/ShortCodes.json";
        Reply added = fixture.alice.post(codes, "ShortCode", "72345", "SmsUrl", "http://app/sms");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/short_code")).isEqualTo("72345");
        assertThat(added.at("/friendly_name")).isEqualTo("72345");
        assertThat(added.at("/api_version")).isEqualTo("2010-04-01");
        assertThat(fixture.alice.post(codes, "ShortCode", "72345").at("/code")).isEqualTo("21422");
        for (String wrong : new String[] {"", "72", "123456789", "7x345", "+72345"}) {
            assertThat(fixture.alice.post(codes, "ShortCode", wrong).at("/code"))
                    .isEqualTo("21421");
        }
        Reply changed = fixture.alice.post(added.at("/uri"), "ShortCode", "99999", "SmsMethod", "GET");
        assertThat(changed.at("/short_code")).isEqualTo("72345");
        assertThat(changed.at("/sms_method")).isEqualTo("GET");
        assertThat(fixture.alice.get(codes + "?ShortCode=72345").json().get("short_codes"))
                .hasSize(1);
        assertThat(fixture.alice.get(codes + "?ShortCode=72346").json().get("short_codes"))
                .isEmpty();
        assertThat(fixture.alice.delete(added.at("/uri")).status()).isEqualTo(204);
        assertThat(fixture.alice.get(added.at("/uri")).status()).isEqualTo(404);
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

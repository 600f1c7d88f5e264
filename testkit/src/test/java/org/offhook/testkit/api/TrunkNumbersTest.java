package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.http.Reply;

/// `TrunkSid` of numbers: another way to put them into a trunk.
final class TrunkNumbersTest {

    private static final String TRUNKS = "/trunking/v1/Trunks";
    private static final String NUMBERS = HOME + "/IncomingPhoneNumbers";

    private final ApiFixture fixture = new ApiFixture();

    private String trunk(String name) {
        return fixture.alice.post(TRUNKS, "FriendlyName", name).at("/sid");
    }

    private int size(String trunk) {
        return fixture.alice
                .get(TRUNKS + "/" + trunk + "/PhoneNumbers")
                .json()
                .get("phone_numbers")
                .size();
    }

    @Test
    void aNumberIsPutIntoATrunkMovedAndTakenOut() {
        String first = trunk("first");
        String second = trunk("second");
        Reply made = fixture.alice.post(NUMBERS + ".json", "PhoneNumber", "+14155550100", "TrunkSid", first);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/trunk_sid")).isEqualTo(first);
        String number = NUMBERS + "/" + made.at("/sid") + ".json";
        assertThat(size(first)).isEqualTo(1);
        assertThat(fixture.alice.post(number, "FriendlyName", "stays").at("/trunk_sid"))
                .isEqualTo(first);
        assertThat(fixture.alice.post(number, "TrunkSid", second).at("/trunk_sid"))
                .isEqualTo(second);
        assertThat(size(first)).isZero();
        assertThat(size(second)).isEqualTo(1);
        assertThat(fixture.alice.get(NUMBERS + ".json").at("/incoming_phone_numbers/0/trunk_sid"))
                .isEqualTo(second);
        assertThat(fixture.alice
                        .post(number, "TrunkSid", "")
                        .json()
                        .get("trunk_sid")
                        .isNull())
                .isTrue();
        assertThat(size(second)).isZero();
    }

    @Test
    void aTrunkOfSomebodyElseIsRefusedAndNothingIsMade() {
        String bobs = fixture.nobody
                .as(BOB.value(), "bobs-token")
                .post(TRUNKS, "FriendlyName", "bob")
                .at("/sid");
        Reply refused = fixture.alice.post(NUMBERS + ".json", "PhoneNumber", "+14155550100", "TrunkSid", bobs);
        assertThat(refused.at("/code")).isEqualTo("21420");
        assertThat(fixture.alice.get(NUMBERS + ".json").json().get("incoming_phone_numbers"))
                .isEmpty();
    }
}

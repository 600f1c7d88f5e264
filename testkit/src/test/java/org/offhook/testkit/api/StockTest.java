package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.numbers.NumberPool;
import org.offhook.testkit.http.Reply;

/// `…/AvailablePhoneNumbers`: what of the operator's stock is free.
final class StockTest {

    private static final String US = HOME + "/AvailablePhoneNumbers/US";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void whatIsTakenIsNotOfferedAndWhatIsReleasedIsAgain() {
        assertThat(first(US + "/Local.json")).isEqualTo("+14155550100");
        Reply taken = fixture.alice.post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
        assertThat(first(US + "/Local.json")).isEqualTo("+14155550101");
        fixture.alice.delete(taken.at("/uri"));
        assertThat(first(US + "/Local.json")).isEqualTo("+14155550100");
    }

    @Test
    void numbersAreKnownByTheirType() {
        assertThat(first(US + "/TollFree.json")).isEqualTo("+18005550100");
        assertThat(first(US + "/Mobile.json")).isEqualTo("+14255550100");
        assertThat(fixture.alice.get(US + "/Local.json?PageSize=3").json().get("available_phone_numbers"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "AreaCode=415, +14155550100",
        "AreaCode=212, ''",
        "Contains=0142, +14155550142",
        "Contains=%2B1415555*150, +14155550150",
        "Contains=*0199, +14155550199",
        "InRegion=ca, +14155550100",
        "InRegion=NY, ''",
        "InLocality=San%20Francisco, +14155550100"
    })
    void aSearchIsFiltered(String query, String expected) {
        assertThat(first(US + "/Local.json?" + query)).isEqualTo(expected);
    }

    @Test
    void aSearchThatMakesNoSenseIsRefused() {
        assertThat(fixture.alice.get(US + "/Local.json?AreaCode=4155").at("/code"))
                .isEqualTo("21451");
        assertThat(fixture.alice.get(US + "/Local.json?Contains=(.*)").at("/code"))
                .isEqualTo("21421");
        assertThat(fixture.alice.get(US.replace("US", "SE") + "/Local.json").status())
                .isEqualTo(404);
    }

    @Test
    void anAreaCodePicksOne() {
        Reply picked = fixture.alice.post(HOME + "/IncomingPhoneNumbers.json", "AreaCode", "415");
        assertThat(picked.at("/phone_number")).isEqualTo("+14155550100");
        assertThat(fixture.alice
                        .post(HOME + "/IncomingPhoneNumbers.json", "AreaCode", "212")
                        .at("/code"))
                .isEqualTo("21452");
        assertThat(fixture.alice
                        .post(HOME + "/IncomingPhoneNumbers.json", "AreaCode", "x")
                        .at("/code"))
                .isEqualTo("21451");
    }

    @ParameterizedTest
    @CsvSource({"+14155550199-+14155550100", "415", "+1415555-+14155550100", "''"})
    void aRangeThatIsNoneIsNotRead(String text) {
        assertThat(NumberPool.Range.parse(text)).isEmpty();
    }

    private String first(String target) {
        return fixture.alice.get(target).at("/available_phone_numbers/0/phone_number");
    }
}

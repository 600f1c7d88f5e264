package org.offhook.adapters.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.numbers.Geography.Place;

class NumberGeographyTest {

    private final NumberGeography geography = new NumberGeography();

    @ParameterizedTest
    @CsvSource({
        "+16502530000, MOUNTAIN VIEW, CA, US",
        "+12125551234, NEW YORK, NY, US",
        "+14165550123, '', ON, CA",
        "+13175550100, '', IN, US",
        "+12025550100, '', DC, US",
        "+12065550100, '', WA, US",
        "+13605550100, '', WA, US",
        "+493012345678, BERLIN, '', DE",
        "+442079460000, LONDON, '', GB",
    })
    void aNumberHasACityAndACountry(String number, String city, String state, String country) {
        assertThat(geography.of(number)).isEqualTo(new Place(city, state, "", country));
    }

    @ParameterizedTest
    @CsvSource({"+4915112345678, DE", "+447400123456, GB", "+18005550100, US", "+15550100, US", "+33612345678, FR"})
    void aNumberWithoutAPlaceHasACountryAtLeast(String number, String country) {
        assertThat(geography.of(number)).isEqualTo(new Place("", "", "", country));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "anonymous",
                "client:alice",
                "sip:a@b",
                "+999",
                "+88299999999",
                "15550100",
                "+1;phone-context=x",
                "+12345678901234567890123456789012345678901234567890"
            })
    void whatIsNoNumberOfACountryIsUnknown(String number) {
        assertThat(geography.of(number)).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void manyNumbersDoNotFillTheMemory() {
        for (int i = 0; i < 25_000; i++) {
            geography.of("+1650253" + String.format("%05d", i));
        }
        assertThat(geography.of("+16502530000").city()).isEqualTo("MOUNTAIN VIEW");
    }
}

package org.offhook.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

    private static final String PHONE = "\uD83D\uDCDE";

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "160, 1", "161, 2", "306, 2", "307, 3", "459, 3", "460, 4", "1600, 11"})
    void gsmTextHas160CharactersOrPartsOf153(int length, int segments) {
        assertThat(Segments.of("a".repeat(length))).isEqualTo(segments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "70, 1", "71, 2", "134, 2", "135, 3", "201, 3", "202, 4", "1600, 24"})
    void otherTextHas70CharactersOrPartsOf67(int length, int segments) {
        assertThat(Segments.of("\u4f60".repeat(length))).isEqualTo(segments);
    }

    @Test
    void oneForeignCharacterMakesAllOfItUcs2() {
        assertThat(Segments.of("a".repeat(70) + "\u0444")).isEqualTo(2);
        assertThat(Segments.of("a".repeat(69) + "\u0444")).isEqualTo(1);
        assertThat(Segments.of("a".repeat(69) + "`"))
                .as("a grave accent is not GSM")
                .isEqualTo(1);
        assertThat(Segments.of("a".repeat(70) + "`")).isEqualTo(2);
    }

    @Test
    void everyCharacterOfTheGsmAlphabetIsOne() {
        String alphabet = "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5\u0394_\u03a6"
                + "\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9 !\"#\u00a4%&'()*+,-./"
                + "0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bf"
                + "abcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
        assertThat(alphabet).hasSize(127);
        assertThat(alphabet.chars())
                .allMatch(c -> Segments.of(Character.toString(c).repeat(160)) == 1);
        assertThat(Segments.of("\u00e7".repeat(71)))
                .as("a small c with cedilla is not in it")
                .isEqualTo(2);
    }

    @Test
    void charactersOfTheExtensionTakeTwoPlacesAndAreNotTornApart() {
        assertThat(Segments.of("\u20ac".repeat(80))).isEqualTo(1);
        assertThat(Segments.of("\u20ac".repeat(81))).isEqualTo(2);
        assertThat(Segments.of("\u20ac".repeat(152)))
                .as("76 in each part, not 76.5")
                .isEqualTo(2);
        assertThat(Segments.of("\u20ac".repeat(153))).isEqualTo(3);
        assertThat("\f^{}\\[~]|\u20ac".chars())
                .allMatch(c -> Segments.of(Character.toString(c).repeat(81)) == 2);
    }

    @Test
    void surrogatePairsTakeTwoPlacesAndAreNotTornApart() {
        assertThat(Segments.of(PHONE.repeat(35))).isEqualTo(1);
        assertThat(Segments.of(PHONE.repeat(36))).isEqualTo(2);
        assertThat(Segments.of(PHONE.repeat(66)))
                .as("33 in each part, not 33.5")
                .isEqualTo(2);
        assertThat(Segments.of(PHONE.repeat(67))).isEqualTo(3);
        assertThat(Segments.of("\uD83D".repeat(71))).isEqualTo(2);
    }
}

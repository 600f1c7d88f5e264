package org.offhook.core.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakableTest {

    @Test
    void controlCharactersBecomeSpacesAndSpacesOne() {
        assertThat(Speakable.of("  a\u0000\u0001b\r\n\tc \u00a0 d\u001b[2J  ")).isEqualTo("a b c d [2J");
    }

    @Test
    void halfCharactersAndInvisibleMarksDisappear() {
        assertThat(Speakable.of("\uD83Da\u202E\uFEFFb\uDE00\u200F")).isEqualTo("ab");
    }

    @Test
    void wholeCharactersOfEveryScriptStay() {
        assertThat(Speakable.of("\u00e4 \u4f60\u597d \uD83D\uDE00 \u041f"))
                .isEqualTo("\u00e4 \u4f60\u597d \uD83D\uDE00 \u041f");
    }

    @ParameterizedTest
    @CsvSource({"en-US, en", "EN, en", "zh_CN, zh", "'', ''", "-, ''", "../x, ''"})
    void thePrimarySubtagIsWhatStandsFirst(String tag, String primary) {
        assertThat(Speakable.primary(tag)).isEqualTo(primary);
    }

    @ParameterizedTest
    @CsvSource({
        "man, MAN",
        "'', MAN",
        "MAN, MAN",
        "woman, WOMAN",
        "alice, WOMAN",
        "Polly.Joanna, WOMAN",
        "Polly.Matthew, MAN",
        "Polly.Matthew-Neural, MAN",
        "Google.en-US-Standard-B, WOMAN",
        "anything, WOMAN"
    })
    void everyVoiceIsAMansOrAWomans(String voice, VoiceKind kind) {
        assertThat(VoiceKind.of(voice)).isEqualTo(kind);
    }
}

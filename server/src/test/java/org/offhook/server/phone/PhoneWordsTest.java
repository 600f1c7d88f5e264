package org.offhook.server.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;

class PhoneWordsTest {

    @ParameterizedTest
    @CsvSource({"2s, 2000", "1.5s, 1500", "500ms, 500", "1m, 60000", "3, 3000", "' 2s ', 2000", "0, 0"})
    void timesHaveUnits(String text, long millis) {
        assertThat(PhoneWords.duration(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "2h", "1e3", "2 s s", "99999999s"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(PhoneWords.duration(text)).isEmpty();
    }

    @Test
    void keysArePressedAtTheirTimes() {
        assertThat(PhoneWords.presses("1@2s, 23#@5.5s,*w9@1m"))
                .contains(List.of(
                        new Press("1", Cue.answered(Duration.ofSeconds(2))),
                        new Press("23#", Cue.answered(Duration.ofMillis(5500))),
                        new Press("*w9", Cue.answered(Duration.ofMinutes(1)))));
    }

    @Test
    void timeCountsFromWordsThatAreHeard() {
        assertThat(PhoneWords.cue("Press one +1.5s")).contains(new Cue("Press one", Duration.ofMillis(1500)));
        assertThat(PhoneWords.presses("1@press one+2s,2@5s"))
                .contains(List.of(
                        new Press("1", new Cue("press one", Duration.ofSeconds(2))),
                        new Press("2", Cue.answered(Duration.ofSeconds(5)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "words", "+2s", " +2s", "…+2s", "words+soon", "words+"})
    void halfACueIsNone(String text) {
        assertThat(PhoneWords.cue(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "@2s", "x@2s", "1@", "1@2s,", "1@2s,2", "1@soon"})
    void halfAPressIsNone(String text) {
        assertThat(PhoneWords.presses(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+15550100, sip:+15550100@127.0.0.1:5060",
        "15550100, sip:15550100@127.0.0.1:5060",
        "*21#, sip:*21%23@127.0.0.1:5060",
        "alice, sip:alice@127.0.0.1:5060",
        "sip:alice@example.org;transport=tcp, sip:alice@example.org;transport=tcp",
        "SIP:alice@example.org, SIP:alice@example.org"
    })
    void numbersAndNamesLiveOnTheServer(String address, String target) {
        assertThat(PhoneWords.target(address, "127.0.0.1:5060")).contains(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip:", "sip:a b@c", "sip:<a@b>", "a@b", "tel:+1555", "a b"})
    void whatCannotBeCalledIsNone(String address) {
        assertThat(PhoneWords.target(address, "127.0.0.1:5060")).isEmpty();
    }
}

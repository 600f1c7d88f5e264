package org.offhook.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ParamsTest {

    @Test
    void aPlusIsASpaceAndAnEscapedPlusIsAPlus() {
        Params params = parse("To=%2B14155550100&From=+14155550100&Body=a+b%20c");
        assertThat(params.get("To")).contains("+14155550100");
        assertThat(params.get("From")).contains(" 14155550100");
        assertThat(params.get("Body")).contains("a b c");
    }

    @Test
    void aRepeatedNameKeepsAllItsValuesInOrder() {
        Params params = parse("StatusCallbackEvent=initiated&X=1&StatusCallbackEvent=ringing");
        assertThat(params.all("StatusCallbackEvent")).containsExactly("initiated", "ringing");
        assertThat(params.get("StatusCallbackEvent")).contains("ringing");
        assertThat(params.all("Y")).isEmpty();
    }

    @Test
    void operatorsInNamesAreRead() {
        assertThat(parse("StartTime%3E=2026-11-19T09:43:37Z").get("StartTime>")).contains("2026-11-19T09:43:37Z");
        assertThat(parse("StartTime>=2026-11-19").get("StartTime>")).contains("2026-11-19");
        assertThat(parse("DateSent%3C=2026-11-19").get("DateSent<")).contains("2026-11-19");
    }

    @Test
    void brokenEscapesStandForThemselves() {
        assertThat(parse("a=100%&b=%zz&c=%4&d=%F0%28&%=").get("a")).contains("100%");
        assertThat(parse("b=%zz").get("b")).contains("%zz");
        assertThat(parse("c=%4").get("c")).contains("%4");
        assertThat(parse("d=%FF").get("d")).contains("\ufffd");
        assertThat(parse("e=%ED%A0%80").get("e").orElseThrow()).doesNotContain("\ud800");
    }

    @Test
    void emptyPartsAreSkippedAndBareNamesAreEmpty() {
        Params params = parse("&&a&=b&c=&&");
        assertThat(params.has("a")).isTrue();
        assertThat(params.get("a")).contains("");
        assertThat(params.get("c")).contains("");
        assertThat(params.get("")).contains("b");
        assertThat(parse("").isEmpty()).isTrue();
    }

    @Test
    void whatIsEncodedIsReadBackAsItWas() {
        Params params = Params.of("Body", "Grüße & <b> + 100% = \"ok\"\r\n", "Stärt>", "📞", "Body", "two");
        Params again = parse(params.encode());
        assertThat(again.all("Body")).containsExactly("Grüße & <b> + 100% = \"ok\"\r\n", "two");
        assertThat(again.get("Stärt>")).contains("📞");
    }

    @Test
    void moreParametersThanTheLimitAreNotRead() {
        assertThat(Params.parse("a=1&".repeat(Params.MOST))).isPresent();
        assertThat(Params.parse("a=1&".repeat(Params.MOST + 1))).isEmpty();
    }

    @Test
    void aFormGoesBeforeTheQuery() {
        Params both = parse("a=form").or(parse("a=query&b=query"));
        assertThat(both.all("a")).containsExactly("form");
        assertThat(both.get("b")).contains("query");
    }

    private static Params parse(String text) {
        return Params.parse(text).orElseThrow();
    }
}

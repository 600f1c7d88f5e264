package org.offhook.protocols.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeaderTest {

    @Test
    void aValueCannotSmuggleInAnotherField() {
        assertThatThrownBy(() -> Header.of(HeaderName.SUBJECT, "hi\r\nRoute: <sip:evil>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compactAndLongNamesAreOne() {
        assertThat(HeaderName.of("v")).isSameAs(HeaderName.VIA);
        assertThat(HeaderName.of("vIA")).isSameAs(HeaderName.VIA);
        assertThat(HeaderName.of("X-Secret"))
                .isEqualTo(HeaderName.of("x-secret"))
                .hasToString("X-Secret");
    }

    @Test
    void aDisplayNameIsQuotedSoThatItReadsBackTheSame() {
        NameAddr address =
                new NameAddr("a \"b\" \\c\r\n", SipUri.of("x", "example.com", -1), Params.NONE.with("tag", "1"));
        NameAddr back = NameAddr.parse(address.toString());
        assertThat(back.display()).isEqualTo("a \"b\" \\c  ");
        assertThat(back.tag()).isEqualTo("1");
    }

    @Test
    void theHopSaysWhereTheRequestCameFrom() {
        Via plain = Via.parse("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1");
        assertThat(plain.seenFrom("192.0.2.1", 9)).isEqualTo(plain);
        assertThat(plain.seenFrom("192.0.2.9", 9).received()).isEqualTo("192.0.2.9");
        Via asking = Via.parse("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport");
        assertThat(asking.seenFrom("192.0.2.1", 9).params().get("rport")).isEqualTo("9");
    }

    @Test
    void receivedFromChangesTheLatestHopOnly() {
        Headers headers = Headers.builder()
                .add(
                        HeaderName.VIA,
                        "SIP/2.0/UDP a.example;branch=z9hG4bK1;rport, SIP/2.0/TCP b.example;branch=z9hG4bK2")
                .add(HeaderName.VIA, "SIP/2.0/TCP c.example;branch=z9hG4bK3")
                .build();
        SipRequest request = new SipRequest(Method.OPTIONS, SipUri.of(null, "x.example", -1), headers, Body.NONE)
                .receivedFrom("192.0.2.7", 5099);
        assertThat(request.vias()).hasSize(3);
        assertThat(request.topVia().received()).isEqualTo("192.0.2.7");
        assertThat(request.topVia().params().get("rport")).isEqualTo("5099");
        assertThat(request.vias().get(1)).isEqualTo(Via.parse("SIP/2.0/TCP b.example;branch=z9hG4bK2"));
    }
}

package org.offhook.protocols.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {

    @Test
    void partsAreRead() {
        SipUri uri = SipUri.parse("sips:desk:secret@[2001:db8::1]:5071;transport=tcp;lr?Subject=hi&X-A=b");
        assertThat(uri.secure()).isTrue();
        assertThat(uri.user()).isEqualTo("desk");
        assertThat(uri.password()).isEqualTo("secret");
        assertThat(uri.host()).isEqualTo("[2001:db8::1]");
        assertThat(uri.port()).isEqualTo(5071);
        assertThat(uri.transport()).isEqualTo("tcp");
        assertThat(uri.isLooseRouter()).isTrue();
        assertThat(uri.headers()).isEqualTo("Subject=hi&X-A=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:example.com",
                "sip:+15550100@example.com",
                "sip:a%20b@example.com:5060;x=%41?Route=%3Csip:x%3E",
                "sips:[::1]",
                "sip:1.2.3.4:1",
                "sip:user;par=u%40example.net@example.com"
            })
    void whatIsReadIsWrittenTheSame(String text) {
        assertThat(SipUri.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:",
                "sip:@example.com",
                "sip:a@",
                "sip:a@b@c",
                "sip:a@.example.com",
                "sip:a@[.1]",
                "sip:a@[::1",
                "sip:a@example.com:",
                "sip:a@example.com:0",
                "sip:a@example.com:65536",
                "sip:a%4@example.com",
                "sip:a@example.com;",
                "sip:a@example.com;=x",
                "sip:a@example.com?x",
                "sip:a b@example.com",
                "sip:a@[1:2:3:4:5:6:7:8:9]",
                "sip:a@[:::1]",
                "sip:a@example.com:5060x"
            })
    void whatIsNoUriIsRefused(String text) {
        assertThat(SipUri.parse(text)).isNull();
    }

    /// The examples of RFC 3261 §19.1.4.
    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.example;transport=TCP, sip:alice@AtLanTa.Example;Transport=tcp, true",
        "sip:carol@chicago.example, sip:carol@chicago.example;newparam=5, true",
        "sip:carol@chicago.example;security=on, sip:carol@chicago.example;newparam=5, true",
        "SIP:ALICE@a.example;transport=udp, sip:alice@a.example;transport=UDP, false",
        "sip:bob@biloxi.example, sip:bob@biloxi.example:5060, false",
        "sip:bob@biloxi.example, sip:bob@biloxi.example;transport=udp, false",
        "sip:carol@chicago.example;security=on, sip:carol@chicago.example;security=off, false",
        "sip:carol@chicago.example, sips:carol@chicago.example, false",
        "sip:carol@chicago.example?Subject=next, sip:carol@chicago.example, false"
    })
    void sameAsFollowsTheRulesOfEquivalence(String one, String other, boolean same) {
        assertThat(SipUri.parse(one).sameAs(SipUri.parse(other))).isEqualTo(same);
        assertThat(SipUri.parse(other).sameAs(SipUri.parse(one))).isEqualTo(same);
    }

    @Test
    void aUserFromOutsideIsEscaped() {
        assertThat(SipUri.of("a b@c>\r\n", "example.com", SipUri.NO_PORT))
                .hasToString("sip:a%20b%40c%3E%0D%0A@example.com");
    }

    @Test
    void telephoneNumbersKeepTheirDigits() {
        TelUri tel = (TelUri) Uri.parse("tel:+1-555-0100;phone-context=example.com");
        assertThat(tel.digits()).isEqualTo("+15550100");
        assertThat(tel.params().get("phone-context")).isEqualTo("example.com");
    }

    @Test
    void anAddressWithARepeatedParameterIsTheSameAsItself() {
        SipUri uri = SipUri.parse("sip:a@b;x=1;x=2");
        assertThat(uri.sameAs(SipUri.parse("sip:a@b;x=1;x=2"))).isTrue();
        assertThat(uri.sameAs(SipUri.parse("sip:a@b;x=2"))).isFalse();
    }

    @Test
    void anAddressHasAHundredParametersAtMost() {
        String most = "sip:a@b" + ";x=1".repeat(Params.MOST);
        assertThat(SipUri.parse(most)).isNotNull();
        assertThat(SipUri.parse(most + ";x")).isNull();
        assertThat(NameAddr.parse("<sip:a@b>" + ";x".repeat(Params.MOST + 1))).isNull();
    }
}

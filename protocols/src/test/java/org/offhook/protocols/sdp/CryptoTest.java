package org.offhook.protocols.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.srtp.CryptoSuite;

/// Keys in offers and answers (RFC 4568).
class CryptoTest {

    private static final String THEIRS = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final List<CryptoLine> OURS = List.of(
            new CryptoLine(1, CryptoSuite.AES_CM_128_HMAC_SHA1_80, new byte[30]),
            new CryptoLine(2, CryptoSuite.AES_CM_128_HMAC_SHA1_32, new byte[30]));
    private static final Protection MAY = new Protection(OURS, false);
    private static final Protection MUST = new Protection(OURS, true);

    private static LocalAudio local(Protection protection) {
        return new LocalAudio(
                        Origin.ours(1, 0, "192.0.2.1"),
                        "192.0.2.1",
                        10_000,
                        10_001,
                        List.of(RtpFormat.PCMU),
                        Direction.SENDRECV,
                        20)
                .withProtection(protection);
    }

    private static String remote(String protocol, String... crypto) {
        StringBuilder sdp = new StringBuilder("""
                v=0
                o=- 1 1 IN IP4 192.0.2.2
                s=-
                c=IN IP4 192.0.2.2
                t=0 0
                m=audio 20000 %s 0
                """.formatted(protocol));
        for (String line : crypto) {
            sdp.append("a=crypto:").append(line).append('\n');
        }
        return sdp.toString().replace("\n", "\r\n");
    }

    private static Negotiation answer(Protection protection, String offer) {
        return OfferAnswer.answer(((SdpRead.Parsed) SdpReader.read(offer)).description(), local(protection));
    }

    private static Negotiation accept(Protection protection, String answer) {
        return OfferAnswer.accept(local(protection), ((SdpRead.Parsed) SdpReader.read(answer)).description());
    }

    @Test
    void theFirstLineThatIsUnderstoodIsTakenAndItsTagAnswered() {
        Negotiation.Agreed agreed = (Negotiation.Agreed) answer(
                MAY,
                remote(
                        "RTP/SAVP",
                        "3 AEAD_AES_256_GCM inline:" + THEIRS,
                        "4 AES_CM_128_HMAC_SHA1_32 inline:" + THEIRS + "|2^20 WSH=64",
                        "5 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS));
        String text = SdpWriter.write(agreed.answer());
        assertThat(text).contains("RTP/SAVP 0").contains("a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:");
        assertThat(text.split("a=crypto", -1)).hasSize(2);
        assertThat(agreed.audio().protection().theirs().key()).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_CM_128_HMAC_SHA1_80 inline:short",
                "1 AES_CM_128_HMAC_SHA1_80 inline:%s|2^20|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 inline:%s|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 inline:%s UNENCRYPTED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:%s KDR=1",
                "0 AES_CM_128_HMAC_SHA1_80 inline:%s",
                "9999999999 AES_CM_128_HMAC_SHA1_80 inline:%s",
                "1 F8_128_HMAC_SHA1_80 inline:%s",
                "1 AES_CM_128_HMAC_SHA1_80 uri:%s",
                "1 AES_CM_128_HMAC_SHA1_80",
                ""
            })
    void aLineThatIsNotUnderstoodEncryptsNothing(String line) {
        assertThat(answer(MAY, remote("RTP/SAVP", line.replace("%s", THEIRS)))).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void keysBesidePlainAudioAreTakenUpAndNotDemanded() {
        Negotiation.Agreed both =
                (Negotiation.Agreed) answer(MAY, remote("RTP/AVP", "1 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS));
        assertThat(SdpWriter.write(both.answer())).contains("RTP/AVP 0", "a=crypto:1 ");
        Negotiation.Agreed plain = (Negotiation.Agreed) answer(MAY, remote("RTP/AVP"));
        assertThat(plain.audio().protection()).isNull();
        assertThat(SdpWriter.write(plain.answer())).doesNotContain("crypto");
    }

    /// TRUST 2.5: SDES downgraded.
    @Test
    void whoMustEncryptDoesNotGoWithout() {
        assertThat(answer(MUST, remote("RTP/AVP"))).isEqualTo(new Negotiation.Refused("audio must be encrypted"));
        assertThat(accept(MUST, remote("RTP/AVP"))).isInstanceOf(Negotiation.Refused.class);
        assertThat(accept(MUST, remote("RTP/SAVP"))).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void whoDoesNotEncryptRefusesWhoMust() {
        String offer = remote("RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80 inline:" + THEIRS);
        assertThat(answer(Protection.NONE, offer)).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void anAnswerMustTakeALineOfTheOffer() {
        String good = "2 AES_CM_128_HMAC_SHA1_32 inline:" + THEIRS;
        String swapped = "1 AES_CM_128_HMAC_SHA1_32 inline:" + THEIRS;
        Negotiation.Agreed agreed = (Negotiation.Agreed) accept(MUST, remote("RTP/SAVP", good));
        assertThat(agreed.audio().protection().ours().suite()).isEqualTo(CryptoSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(accept(MUST, remote("RTP/SAVP", swapped))).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void offersSayWhetherTheyMust() {
        assertThat(SdpWriter.write(OfferAnswer.offer(local(MUST))))
                .contains("RTP/SAVP 0", "a=crypto:1 ", "a=crypto:2 ");
        assertThat(SdpWriter.write(OfferAnswer.offer(local(MAY)))).contains("RTP/AVP 0", "a=crypto:1 ");
        assertThat(SdpWriter.write(OfferAnswer.offer(local(Protection.NONE)))).doesNotContain("crypto");
    }

    @Test
    void noTextButTheDescriptionShowsAKey() {
        assertThat(MUST.toString()).doesNotContain("AAAA").doesNotContain("[B@");
    }
}

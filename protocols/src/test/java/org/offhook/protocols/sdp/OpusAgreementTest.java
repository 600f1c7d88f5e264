package org.offhook.protocols.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Opus in offers and answers (RFC 7587 §7): found whatever its payload type, taken last unless it is ours first.
final class OpusAgreementTest {
    private static final String BROWSER = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 4000 RTP/AVP 96 0 126 97
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 minptime=10; useinbandfec=1;maxaveragebitrate=12000
            a=rtpmap:126 telephone-event/8000
            a=rtpmap:97 telephone-event/48000
            """;

    @Test
    void theOfferHasItWithTwoChannelsAndItsEvents() {
        assertThat(SdpWriter.write(OfferAnswer.offer(local(RtpFormat.PCMU, RtpFormat.OPUS))))
                .contains(
                        "m=audio 10000 RTP/AVP 0 111 101 110\r\n",
                        "a=rtpmap:111 OPUS/48000/2\r\n",
                        "a=fmtp:111 useinbandfec=1\r\n",
                        "a=rtpmap:110 telephone-event/48000\r\n",
                        "a=ptime:20\r\n",
                        "a=maxptime:60\r\n");
    }

    @Test
    void ofAnOfferItIsTakenAfterAllOthers() {
        AudioAgreement audio = agreed(BROWSER, local(RtpFormat.PCMU, RtpFormat.OPUS));

        assertThat(audio.sending()).isEqualTo(RtpFormat.PCMU);
        assertThat(audio.events()).isEqualTo(RtpFormat.EVENTS.withPayloadType(126));
        assertThat(audio.receivable()).extracting(RtpFormat::payloadType).containsExactly(0, 126, 97, 96);
    }

    @Test
    void whoPrefersItGetsItWithTheWishesOfTheOtherSideAndEventsOfItsClock() {
        AudioAgreement audio = agreed(BROWSER, local(RtpFormat.OPUS, RtpFormat.PCMU));

        assertThat(audio.sending().payloadType()).isEqualTo(96);
        assertThat(audio.sending().parameter("maxaveragebitrate", 0)).isEqualTo(12_000);
        assertThat(audio.sending().parameter("USEINBANDFEC", 0)).isEqualTo(1);
        assertThat(audio.sending().parameter("stereo", 0)).isZero();
        assertThat(audio.events()).isEqualTo(RtpFormat.OPUS_EVENTS.withPayloadType(97));
    }

    @Test
    void whoKnowsNothingElseGetsIt() {
        String alone = BROWSER.replace("96 0 126 97", "96 126");

        AudioAgreement audio = agreed(alone, local(RtpFormat.PCMU, RtpFormat.OPUS));

        assertThat(audio.sending().encoding()).isEqualTo("OPUS");
        assertThat(audio.telephoneEvents().orElseThrow().payloadType()).isEqualTo(126);
    }

    @Test
    void aNumberThatIsNoneIsNoWish() {
        RtpFormat odd = RtpFormat.OPUS.withParameters("maxaveragebitrate=9999999999;cbr=;=1; ;cbr");
        assertThat(odd.parameter("maxaveragebitrate", 7)).isEqualTo(7);
        assertThat(odd.parameter("cbr", 7)).isEqualTo(7);
    }

    private static AudioAgreement agreed(String offer, LocalAudio local) {
        SessionDescription read = SdpReaderTest.parsed(offer);
        return ((Negotiation.Agreed) OfferAnswer.answer(read, local)).audio();
    }

    private static LocalAudio local(RtpFormat first, RtpFormat second) {
        return OfferAnswerTest.local().withFormats(List.of(first, second, RtpFormat.EVENTS, RtpFormat.OPUS_EVENTS));
    }
}

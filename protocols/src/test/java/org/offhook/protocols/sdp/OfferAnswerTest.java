package org.offhook.protocols.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferAnswerTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

    @Test
    void ourOfferListsCodecsEventsPtimeAndDirection() {
        assertThat(SdpWriter.write(OfferAnswer.offer(local()))).isEqualTo("""
                v=0
                o=- 77 1 IN IP4 198.51.100.5
                s=-
                c=IN IP4 198.51.100.5
                t=0 0
                m=audio 10000 RTP/AVP 0 8 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """.replace("\n", "\r\n"));
    }

    @Test
    void anAnswerTakesTheOfferersOrderAndPayloadTypes() {
        Negotiation.Agreed agreed = agreed("""
                m=audio 4000 RTP/AVP 18 8 0 96
                a=rtpmap:18 G729/8000
                a=rtpmap:96 TELEPHONE-EVENT/8000
                a=fmtp:96 0-16
                a=ptime:30
                a=rtcp:4444
                """);
        AudioAgreement audio = agreed.audio();
        assertThat(audio.sending()).isEqualTo(RtpFormat.PCMA);
        assertThat(audio.telephoneEvents().orElseThrow().payloadType()).isEqualTo(96);
        assertThat(audio.receivable()).extracting(RtpFormat::payloadType).containsExactly(8, 0, 96);
        assertThat(audio.remoteHost()).isEqualTo("192.0.2.1");
        assertThat(audio.remotePort()).isEqualTo(4000);
        assertThat(audio.remoteRtcpPort()).isEqualTo(4444);
        assertThat(audio.ptime()).isEqualTo(30);
        assertThat(SdpWriter.write(agreed.answer()))
                .contains("m=audio 10000 RTP/AVP 8 0 96\r\n", "a=fmtp:96 0-15\r\n", "a=sendrecv\r\n");
    }

    @Test
    void everyOtherStreamIsAnsweredInItsPlaceWithPortZero() {
        Negotiation.Agreed agreed = agreed("""
                m=video 5000 RTP/AVP 31
                m=audio 0 RTP/AVP 0
                m=audio 4000 RTP/SAVP 0
                m=audio 4002 RTP/AVP 0
                m=audio 4004 RTP/AVP 0
                m=application 9 TCP/X y
                """);
        assertThat(agreed.answer().media())
                .extracting(MediaSection::kind, MediaSection::port)
                .map(Object::toString)
                .containsExactly(
                        "(\"video\", 0)",
                        "(\"audio\", 0)",
                        "(\"audio\", 0)",
                        "(\"audio\", 10000)",
                        "(\"audio\", 0)",
                        "(\"application\", 0)");
        assertThat(agreed.audio().remotePort()).isEqualTo(4002);
    }

    @ParameterizedTest
    @CsvSource({
        "a=sendrecv, SENDRECV",
        "a=sendonly, RECVONLY",
        "a=recvonly, SENDONLY",
        "a=inactive, INACTIVE",
        "c=IN IP4 0.0.0.0, RECVONLY",
        "c=IN IP6 ::, RECVONLY"
    })
    void theDirectionIsTheOffersTurnedRound(String line, Direction ours) {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 0\r\n" + line + "\r\n");
        assertThat(agreed.audio().direction()).isEqualTo(ours);
        assertThat(agreed.answer().media().getFirst().attributes()).contains(Attribute.property(ours.attribute()));
        assertThat(agreed.audio().heldByRemote()).isEqualTo(!ours.sends());
    }

    @ParameterizedTest
    @CsvSource({"sendrecv, SENDONLY", "sendonly, INACTIVE", "recvonly, SENDONLY", "inactive, INACTIVE"})
    void whenWeHoldWeNeverSayThatWeReceive(String offered, Direction ours) {
        SessionDescription offer = SdpReaderTest.parsed(HEAD + "m=audio 4000 RTP/AVP 0\r\na=" + offered + "\r\n");
        Negotiation.Agreed agreed =
                (Negotiation.Agreed) OfferAnswer.answer(offer, local().withDirection(Direction.SENDONLY));
        assertThat(agreed.audio().direction()).isEqualTo(ours);
    }

    @Test
    void rtcpIsMultiplexedWhenOffered() {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 0\r\na=rtcp-mux\r\n");
        assertThat(agreed.audio().rtcpMux()).isTrue();
        assertThat(agreed.audio().remoteRtcpPort()).isEqualTo(4000);
        assertThat(agreed.answer().media().getFirst().attribute("rtcp-mux")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m=video 4000 RTP/AVP 0\r\n",
                "m=audio 0 RTP/AVP 0\r\n",
                "m=audio 4000 RTP/AVP 3 18\r\n",
                "m=audio 4000 RTP/AVP 101\r\na=rtpmap:101 telephone-event/8000\r\n",
                "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/16000\r\n",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\n",
                "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 media.example.net\r\n"
            })
    void anOfferWithoutUsableAudioIsRefused(String media) {
        assertThat(OfferAnswer.answer(SdpReaderTest.parsed(HEAD + media), local()))
                .isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void anAnswerMaySendOtherPayloadTypesThanItReceives() {
        SessionDescription answer = SdpReaderTest.parsed(
                HEAD + "m=audio 4000 RTP/AVP 8 110\r\na=rtpmap:110 telephone-event/8000\r\na=sendonly\r\n");
        AudioAgreement audio = ((Negotiation.Agreed) OfferAnswer.accept(local(), answer)).audio();
        assertThat(audio.sending().payloadType()).isEqualTo(8);
        assertThat(audio.telephoneEvents().orElseThrow().payloadType()).isEqualTo(110);
        assertThat(audio.receivable()).extracting(RtpFormat::payloadType).containsExactly(8, 101);
        assertThat(audio.direction()).isEqualTo(Direction.RECVONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m=audio 0 RTP/AVP 0\r\n",
                "m=video 4000 RTP/AVP 0\r\n",
                "m=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/AVP 0\r\n"
            })
    void anAnswerThatDoesNotFitTheOfferIsRefused(String media) {
        assertThat(OfferAnswer.accept(local(), SdpReaderTest.parsed(HEAD + media)))
                .isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void anAddressOfTheOtherFamilyIsRefusedInOfferAndAnswer() {
        SessionDescription six = SdpReaderTest.parsed(HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN IP6 2001:db8::1\r\n");
        Negotiation.Refused refused = new Negotiation.Refused("audio address is IP6, media goes by IP4 only");
        assertThat(OfferAnswer.answer(six, local())).isEqualTo(refused);
        assertThat(OfferAnswer.accept(local(), six)).isEqualTo(refused);
    }

    @Test
    void ofTwoStreamsTheOneOfOurFamilyIsTaken() {
        Negotiation.Agreed agreed = agreed("""
                m=audio 4000 RTP/AVP 0
                c=IN IP6 2001:db8::1
                m=audio 4002 RTP/AVP 0
                """);
        assertThat(agreed.answer().media()).extracting(MediaSection::port).containsExactly(0, 10_000);
        assertThat(agreed.audio().remotePort()).isEqualTo(4002);
    }

    static LocalAudio local() {
        return new LocalAudio(
                Origin.ours(77, 1, "198.51.100.5"),
                "198.51.100.5",
                10_000,
                10_001,
                List.of(RtpFormat.PCMU, RtpFormat.PCMA, RtpFormat.EVENTS),
                Direction.SENDRECV,
                20);
    }

    private static Negotiation.Agreed agreed(String media) {
        Negotiation negotiation = OfferAnswer.answer(SdpReaderTest.parsed(HEAD + media), local());
        assertThat(negotiation).isInstanceOf(Negotiation.Agreed.class);
        return (Negotiation.Agreed) negotiation;
    }
}

package org.offhook.protocols.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpReaderTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

    @Test
    void readsEveryPartThatOfferAnswerUses() {
        SessionDescription read = parsed("""
                v=0
                o=desk 18446744073709551616 7 IN IP4 192.0.2.10
                s=A call
                i=text that is read over
                c=IN IP4 192.0.2.10
                b=AS:84
                t=0 0
                a=sendonly
                m=audio 49170/2 RTP/AVP 0 97
                c=IN IP6 2001:db8::1
                a=rtpmap:97 telephone-event/8000
                a=fmtp:97 0-15
                m=image 49180 udptl t38
                """);
        assertThat(read.origin()).isEqualTo(new Origin("desk", "18446744073709551616", "7", "IP4", "192.0.2.10"));
        assertThat(read.name()).isEqualTo("A call");
        assertThat(read.attributes()).containsExactly(Attribute.property("sendonly"));
        assertThat(read.media()).hasSize(2);
        MediaSection audio = read.media().getFirst();
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.formats()).containsExactly("0", "97");
        assertThat(audio.connection()).isEqualTo(new Connection("IP6", "2001:db8::1"));
        assertThat(audio.attribute("fmtp")).contains("97 0-15");
        assertThat(read.directionOf(audio)).isEqualTo(Direction.SENDONLY);
        assertThat(read.media().get(1).formats()).containsExactly("t38");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        SessionDescription read = parsed(
                HEAD + "a=group:BUNDLE 0\r\nm=audio 4000 RTP/AVP 0 8\r\na=ptime:20\r\n" + "m=video 0 RTP/AVP 31\r\n");
        assertThat(parsed(SdpWriter.write(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 65536 RTP/AVP 0",
                "m=audio -1 RTP/AVP 0",
                "m=audio 4000 RTP/AVP 128",
                "m=audio 4000 RTP/AVP 4294967296",
                "m=audio 4000 RTP/AVP 99999999999999999999999999999999",
                "m=audio 4000 RTP/AVP",
                "m=audio 4000/99999 RTP/AVP 0",
                "m=audio",
                "m=",
                "c=IN IP4",
                "c=IN IP9 192.0.2.1",
                "c=IN IP4 /127",
                "a=",
                "a=:x",
                "o=- 1 1 IN IP4 192.0.2.1",
                "v=0",
                "m",
                "no type here",
                "a=fmtp:101 0-\u00005",
                "c=IN IP4 192.0.2.1\u0007/127",
                "c=IN IP4 192.0.2.1\t/127",
                "a=x\ry"
            })
    void refusesABrokenLineAndSaysWhich(String line) {
        SdpRead read = SdpReader.read(HEAD + line + "\r\n");
        assertThat(read).isInstanceOf(SdpRead.Malformed.class);
        assertThat(((SdpRead.Malformed) read).line()).isIn(0, 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "v=1\r\n",
                "s=-\r\nv=0\r\n",
                "v=0\r\ns=-\r\n",
                "v=0\r\no=- x 1 IN IP4 192.0.2.1\r\n",
                "v=0\r\no=- 1 -1 IN IP4 192.0.2.1\r\n",
                "v=0\r\no=- 1 1 IN IP4\r\n"
            })
    void refusesADescriptionWithoutItsHead(String text) {
        assertThat(SdpReader.read(text)).isInstanceOf(SdpRead.Malformed.class);
    }

    @Test
    void refusesFloodsOfMediaLinesAttributesFormatsAndText() {
        assertMalformed(HEAD + "m=audio 4000 RTP/AVP 0\r\n".repeat(2_000), "too many m= lines");
        assertMalformed(HEAD + "m=audio 4000 RTP/AVP 0\r\n" + "a=candidate:1\r\n".repeat(1_000), "too many attributes");
        assertMalformed(HEAD + "m=audio 4000 RTP/AVP" + " 0".repeat(200) + "\r\n", "too many formats");
        assertMalformed(HEAD + "a=" + "x".repeat(SdpLimits.LINE) + "\r\n", "line is too long");
        assertMalformed(HEAD + "a=x\r\n".repeat(SdpLimits.TEXT / 4), "description is too long");
    }

    @Test
    void noMutationOfAValidDescriptionEscapesAsAnException() {
        String valid = HEAD + "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp:4001\r\n";
        Random random = new Random(20_26);
        LocalAudio local = OfferAnswerTest.local();
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder(valid);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "0123456789:/ \r\n=-".charAt(random.nextInt(17)));
                }
            }
            if (SdpReader.read(text.toString()) instanceof SdpRead.Parsed(SessionDescription description)) {
                assertThat(parsed(SdpWriter.write(description))).isEqualTo(description);
                assertThat(OfferAnswer.answer(description, local)).isNotNull();
            }
        }
    }

    static SessionDescription parsed(String text) {
        SdpRead read = SdpReader.read(text);
        assertThat(read).isInstanceOf(SdpRead.Parsed.class);
        return ((SdpRead.Parsed) read).description();
    }

    private static void assertMalformed(String text, String reason) {
        assertThat(SdpReader.read(text))
                .isInstanceOfSatisfying(
                        SdpRead.Malformed.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
    }
}

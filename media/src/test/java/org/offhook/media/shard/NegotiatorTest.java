package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.codec.Codec;

class NegotiatorTest {
    private static final String OFFER = """
            v=0
            o=- 1 1 IN IP4 198.51.100.1
            s=-
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 4000 RTP/AVP 0
            """;

    private final Negotiator negotiator =
            new Negotiator("192.0.2.1", 10_000, 10_001, -5, List.of(Codec.PCMU, Codec.PCMA), () -> 1);

    @Test
    void theVersionRisesOnlyWhenTheDescriptionChanges() {
        assertThat(version(negotiator.offer())).isEqualTo(1);
        assertThat(version(negotiator.offer())).isEqualTo(1);
        assertThat(version(answer(OFFER))).isEqualTo(2);
        assertThat(version(answer(OFFER))).isEqualTo(2);
        assertThat(version(answer(OFFER + "a=sendonly\r\n"))).isEqualTo(3);
        assertThat(version(answer(OFFER))).isEqualTo(4);
    }

    @Test
    void holdIsSaid() {
        assertThat(agreed(OFFER).onHold()).isFalse();
        assertThat(agreed(OFFER + "a=sendonly\r\n").onHold()).isTrue();
        assertThat(agreed(OFFER.replace("198.51.100.1\nt", "0.0.0.0\nt")).onHold())
                .isTrue();
    }

    @Test
    void whatIsNoDescriptionIsRefusedWithItsLine() {
        assertThat(negotiator.answer("v=0\r\nrubbish\r\n").negotiation())
                .isEqualTo(new Negotiation.Refused("SDP line 2: line is not type=value"));
        assertThat(negotiator.accept("").negotiation()).isInstanceOf(Negotiation.Refused.class);
        assertThat(negotiator.accept("").audio()).isNull();
    }

    private String answer(String offer) {
        return agreed(offer).sdp();
    }

    private Negotiation.Agreed agreed(String offer) {
        return (Negotiation.Agreed) negotiator.answer(offer).negotiation();
    }

    private static int version(String sdp) {
        return Integer.parseInt(sdp.replaceAll("(?s).*o=- [0-9]+ ([0-9]+) .*", "$1"));
    }
}

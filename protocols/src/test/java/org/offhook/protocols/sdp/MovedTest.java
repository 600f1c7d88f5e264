package org.offhook.protocols.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MovedTest {

    private static final String OURS = String.join(
            "\r\n",
            "v=0",
            "o=- 1 2 IN IP4 10.0.0.5",
            "s=-",
            "c=IN IP4 10.0.0.5",
            "t=0 0",
            "m=audio 4000 RTP/AVP 0",
            "a=candidate:1 1 udp 2130706431 10.0.0.5 4000 typ host",
            "a=sendrecv",
            "");

    @Test
    void everyLineThatNamesOurAddressNamesTheOther() {
        assertThat(Moved.to("203.0.113.7", OURS)).isEqualTo(OURS.replace("10.0.0.5", "203.0.113.7"));
    }

    @Test
    void theFamilyGoesWithTheAddress() {
        assertThat(Moved.to("2001:db8::5", OURS))
                .contains("c=IN IP6 2001:db8::5\r\n")
                .contains("o=- 1 2 IN IP6 2001:db8::5\r\n");
    }

    @Test
    void aHoldOfTheOldKindNamesNobody() {
        String held = OURS.replace("c=IN IP4 10.0.0.5", "c=IN IP4 0.0.0.0");
        assertThat(Moved.to("203.0.113.7", held)).contains("c=IN IP4 0.0.0.0\r\n");
    }
}

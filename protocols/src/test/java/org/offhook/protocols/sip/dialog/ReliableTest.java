package org.offhook.protocols.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.transaction.Timers;

class ReliableTest {

    private static final long MS = 1_000_000;
    private static final byte[] RESPONSE = {1};

    @Test
    void itIsRepeatedAtDoublingIntervalsUntilItIsGivenUp() {
        Reliable state = Reliable.sent(5, 1, RESPONSE, 0, Timers.DATAGRAM);
        List<Long> sent = new ArrayList<>();
        while (state instanceof Reliable.Waiting) {
            long now = state.deadline();
            Reliable.Ticked ticked = Reliable.tick(state, now);
            if (ticked.send() != null) {
                sent.add(now / MS);
            }
            state = ticked.next();
        }
        assertThat(sent).containsExactly(500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
        assertThat(state).isInstanceOf(Reliable.GivenUp.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5 1 INVITE, true",
        "5  1  INVITE, true",
        "6 1 INVITE, false",
        "5 2 INVITE, false",
        "5 1 BYE, false",
        "5 1, false",
        "x, false"
    })
    void onlyItsOwnPrackAcknowledgesIt(String rack, boolean does) {
        Reliable state = Reliable.sent(5, 1, RESPONSE, 0, Timers.DATAGRAM);
        Reliable next = Reliable.acknowledged(state, prack(rack));
        assertThat(next != null).isEqualTo(does);
        if (does) {
            assertThat(next).isEqualTo(new Reliable.Quiet(5));
            assertThat(Reliable.acknowledged(next, prack(rack))).isNull();
        }
    }

    @Test
    void aResponseIsReliableWhenItSaysSoWithANumber() {
        assertThat(Reliable.isReliable(response(183, "100rel", "1"))).isTrue();
        assertThat(Reliable.isReliable(response(183, "100rel", "0"))).isFalse();
        assertThat(Reliable.isReliable(response(183, "100rel", "x"))).isFalse();
        assertThat(Reliable.isReliable(response(183, "timer", "1"))).isFalse();
        assertThat(Reliable.isReliable(response(100, "100rel", "1"))).isFalse();
        assertThat(Reliable.isNext(-1, response(183, "100rel", "77"))).isTrue();
        assertThat(Reliable.isNext(77, response(183, "100rel", "78"))).isTrue();
        assertThat(Reliable.isNext(77, response(183, "100rel", "79"))).isFalse();
        assertThat(Reliable.isNext(77, response(183, "100rel", "77"))).isFalse();
    }

    private static SipRequest prack(String rack) {
        Headers headers = Headers.builder().add(HeaderName.RACK, rack).build();
        return new SipRequest(Method.PRACK, SipUri.of("a", "example.com", 5060), headers, Body.NONE);
    }

    private static SipResponse response(int status, String required, String rseq) {
        Headers headers = Headers.builder()
                .add(HeaderName.REQUIRE, required)
                .add(HeaderName.RSEQ, rseq)
                .build();
        return new SipResponse(status, "", headers, Body.NONE);
    }
}

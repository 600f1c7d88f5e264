package org.offhook.protocols.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.sip.Via;

class ReductionTest {

    private static final String HOP = "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa";
    private static final long SECOND = 1_000_000_000L;

    private static Via via(String params) {
        return Via.parse(HOP + params);
    }

    @Test
    void anOfferIsWrittenAsTheGrammarHasIt() {
        Via offering = Reduction.offering(via(""));
        assertThat(offering).hasToString(HOP + ";oc;oc-algo=\"loss\"");
        assertThat(Reduction.isOffered(Via.parse(offering.toString()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ;oc                               | true
            ;oc;oc-algo="loss"                | true
            ;oc;oc-algo="rate, LOSS"          | true
            ;oc;oc-algo="rate"                | false
            ;oc=20                            | false
            ;rport                            | false
            """)
    void whoKnowsOurAlgorithmIsTold(String params, boolean told) {
        assertThat(Reduction.isOffered(via(params))).isEqualTo(told);
    }

    @Test
    void whatIsWrittenIsRead() {
        Reduction said = new Reduction(20, 500, 1_282_321_615_078L);
        Via written = said.in(Reduction.offering(via(";received=192.0.2.9")));
        assertThat(written.toString())
                .contains("oc=20", "oc-algo=\"loss\"", "oc-validity=500", "oc-seq=1282321615.078", "received=");
        assertThat(Reduction.of(Via.parse(written.toString()))).isEqualTo(said);
        assertThat(Reduction.of(via(";oc=7"))).isEqualTo(new Reduction(7, 500, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";oc",
                ";oc=101",
                ";oc=-1",
                ";oc=x",
                ";oc=20;oc-algo=\"rate\"",
                ";oc=20;oc-seq=x",
                ";oc=20;oc-validity=99999999999999999999",
                ";oc=20;oc-seq=1.2.3",
                ";oc=20;oc-seq=99999999999999999999"
            })
    void whatCannotBeFollowedIsNothing(String params) {
        assertThat(Reduction.of(via(params))).isNull();
    }

    @Test
    void asMuchLessIsWantedAsIsRefusedAndThenLessAgain() {
        LoadMeter meter = new LoadMeter();
        long now = 10 * SECOND;
        second(meter, now, 100, 60);
        assertThat(meter.reduction(now + SECOND).loss()).isEqualTo(60);
        second(meter, now + SECOND, 40, 10);
        assertThat(meter.reduction(now + 2 * SECOND).loss()).isEqualTo(70);
        second(meter, now + 2 * SECOND, 30, 0);
        assertThat(meter.reduction(now + 3 * SECOND)).isEqualTo(new Reduction(60, 1_500, 13_000));
        assertThat(meter.reduction(now + 60 * SECOND)).isEqualTo(new Reduction(0, 0, 70_000));
    }

    private static void second(LoadMeter meter, long now, int calls, int refused) {
        for (int i = 0; i < calls; i++) {
            meter.offered(now);
            if (i < refused) {
                meter.refused();
            }
        }
    }
}

package org.offhook.protocols.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionStatisticsTest {
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private int arrival;

    @Test
    void lossIsCountedAcrossTheWrapOfTheSequence() {
        for (int i = 0; i < 200; i++) {
            if (i % 10 != 3) {
                take(1, 65_500 + i);
            }
        }
        assertThat(statistics.received()).isEqualTo(180);
        assertThat(statistics.lost()).isEqualTo(20);
        RtcpPacket.ReportBlock report = statistics.report(0, 0);
        assertThat(report.cumulativeLost()).isEqualTo(20);
        assertThat(report.fractionLost()).isEqualTo(25);
        assertThat(report.highestSequence()).isEqualTo(0x10000 + ((65_500 + 199) & 0xffff));
        assertThat(report.jitter()).isZero();
    }

    @Test
    void aReportSpeaksOfItsIntervalOnly() {
        for (int i = 0; i < 100; i += 2) {
            take(1, i);
        }
        assertThat(statistics.report(0, 0).fractionLost()).isBetween(120, 128);
        for (int i = 100; i < 200; i++) {
            take(1, i);
        }
        assertThat(statistics.report(0, 0).fractionLost()).isLessThan(4);
    }

    @Test
    void duplicatesMakeTheLossNegativeAndReorderingChangesNothing() {
        for (int i = 0; i < 50; i++) {
            take(1, i);
            take(1, i);
        }
        assertThat(statistics.lost()).isEqualTo(-50);
        assertThat(statistics.report(0, 0).fractionLost()).isZero();
        take(1, 51);
        take(1, 50);
        assertThat(statistics.lost()).isEqualTo(-50);
    }

    @Test
    void oneStrayPacketChangesNothingAndTwoInARowAreARestart() {
        take(1, 100);
        take(1, 101);
        assertThat(take(1, 30_000)).isFalse();
        assertThat(take(1, 102)).isTrue();
        assertThat(statistics.lost()).isZero();
        assertThat(take(1, 40_000)).isFalse();
        assertThat(take(1, 40_001)).isTrue();
        assertThat(take(1, 40_003)).isTrue();
        assertThat(statistics.lost()).isEqualTo(1);
        assertThat(statistics.received()).isEqualTo(5);
    }

    @Test
    void anotherSourceBeginsAfreshAndTotalsStay() {
        take(1, 100);
        take(1, 102);
        take(2, 9_000);
        assertThat(statistics.lost()).isEqualTo(1);
        assertThat(statistics.received()).isEqualTo(3);
        assertThat(statistics.report(0, 0).ssrc()).isEqualTo(2);
    }

    @Test
    void jitterFollowsArrivalAndClockJumpsDoNotCount() {
        for (int i = 0; i < 2_000; i++) {
            statistics.packet(1, i & 0xffff, i * 160, i * 160 + (i % 2) * 80);
        }
        assertThat(statistics.jitter()).isBetween(70, 81);
        // Wrap of both 32-bit clocks and jumps of an hour leave it in its order of magnitude.
        statistics.packet(1, 2_000, 2_000 * 160, Integer.MIN_VALUE);
        statistics.packet(1, 2_001, 2_001 * 160, Integer.MAX_VALUE);
        statistics.packet(1, 2_002, 2_002 * 160 + 28_800_000, 2_002 * 160);
        assertThat(statistics.jitter()).isBetween(0, 200);
    }

    @Test
    void theReportedLossStaysWithinItsTwentyFourBits() {
        int sequence = 0;
        for (int i = 0; i < 10_000; i++) {
            sequence += 2_999;
            take(1, sequence);
        }
        assertThat(statistics.lost()).isGreaterThan(0x7fffffL);
        assertThat(statistics.report(0, 0).cumulativeLost()).isEqualTo(0x7fffff);
    }

    private boolean take(int ssrc, int sequence) {
        arrival += 160;
        return statistics.packet(ssrc, sequence & 0xffff, arrival, arrival);
    }
}

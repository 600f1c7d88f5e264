package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Clock;

final class QuotasTest {

    private static final Sid ONE = Sid.parse("TK" + "1".repeat(32)).orElseThrow();
    private static final Sid OTHER = Sid.parse("TK" + "2".repeat(32)).orElseThrow();

    private final Hand clock = new Hand();
    private final Quotas quotas = new Quotas(clock);

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Quotas.Ticket first = quotas.take(ONE, 1, 0);

        assertThat(first).isNotNull();
        assertThat(quotas.take(ONE, 1, 0)).isNull();
        assertThat(quotas.take(OTHER, 1, 0)).isNotNull();
        first.close();
        first.close();
        assertThat(quotas.present(ONE)).isZero();
        assertThat(quotas.take(ONE, 1, 0)).isNotNull();
        assertThat(quotas.take(ONE, 1, 0)).isNull();
    }

    @Test
    void inASecondNoMoreBeginThanMay() {
        assertThat(quotas.take(ONE, 0, 2)).isNotNull();
        assertThat(quotas.take(ONE, 0, 2)).isNotNull();
        assertThat(quotas.take(ONE, 0, 2)).isNull();
        clock.nanos = 500_000_000L;
        assertThat(quotas.take(ONE, 0, 2)).isNotNull();
        assertThat(quotas.take(ONE, 0, 2)).isNull();
    }

    @Test
    void whoHasGivenBackInTheSameSecondStillBeginsNoMoreThanItMay() {
        quotas.take(ONE, 0, 1).close();

        assertThat(quotas.take(ONE, 0, 1)).isNull();
    }

    private static final class Hand implements Clock {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}

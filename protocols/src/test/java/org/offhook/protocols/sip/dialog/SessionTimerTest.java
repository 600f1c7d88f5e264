package org.offhook.protocols.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.dialog.SessionTimer.Due;
import org.offhook.protocols.sip.transaction.Timers;

class SessionTimerTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void oursRefreshesAtHalfTimeAndEndsShortlyBeforeTheEnd() {
        SessionTimer timer = SessionTimer.agreed(new SessionTerms.Limited(90, true), 0);
        assertThat(timer.deadline()).isEqualTo(45 * SECOND);
        assertThat(SessionTimer.tick(timer, 44 * SECOND).due()).isEqualTo(Due.NOTHING);
        SessionTimer.Ticked half = SessionTimer.tick(timer, 45 * SECOND);
        assertThat(half.due()).isEqualTo(Due.REFRESH);
        assertThat(half.next().deadline()).isEqualTo(60 * SECOND);
        SessionTimer again = SessionTimer.again(half.next(), 50 * SECOND);
        assertThat(SessionTimer.tick(again, 50 * SECOND).due()).isEqualTo(Due.REFRESH);
        assertThat(SessionTimer.tick(again, 60 * SECOND).due()).isEqualTo(Due.END);
    }

    @Test
    void theEndOfALongSessionIsHalfAMinuteBeforeItsLimit() {
        SessionTimer timer = SessionTimer.agreed(new SessionTerms.Limited(1800, false), 0);
        assertThat(timer.deadline()).isEqualTo((1800 - 32) * SECOND);
        SessionTimer.Ticked over = SessionTimer.tick(timer, timer.deadline());
        assertThat(over.due()).isEqualTo(Due.END);
        assertThat(over.next().deadline()).isEqualTo(Timers.NEVER);
    }

    @Test
    void withoutTermsNothingIsDue() {
        SessionTimer timer = SessionTimer.agreed(new SessionTerms.Unlimited(), 0);
        assertThat(timer.deadline()).isEqualTo(Timers.NEVER);
        assertThat(SessionTimer.tick(timer, Long.MAX_VALUE).due()).isEqualTo(Due.NOTHING);
    }
}
